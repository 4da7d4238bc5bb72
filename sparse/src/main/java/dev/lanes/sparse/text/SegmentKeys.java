package dev.lanes.sparse.text;

import static dev.lanes.sparse.text.TextSegmentLayout.INT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// What the lists of a segment are found by, in ascending order and by a hash table. Immutable.
///
/// @param starts where each key begins, with one more at the end
/// @param bytes of the keys
/// @param slots of the hash table, a power of two: 1 + a list, 0 where free
record SegmentKeys(MemorySegment starts, MemorySegment bytes, MemorySegment slots) {
    private int slotCount() {
        return (int) (slots.byteSize() / Integer.BYTES);
    }

    /// The number of a term's list, or ABSENT.
    int find(byte[] key) {
        int mask = slotCount() - 1;
        int slot = TextKeys.hash(key) & mask;
        for (int probes = 0; probes <= mask; probes++) {
            int list = slots.getAtIndex(INT, slot) - 1;
            if (list < 0) {
                return TextPart.ABSENT;
            }
            if (compare(list, key) == 0) {
                return list;
            }
            slot = (slot + 1) & mask;
        }
        return TextPart.ABSENT;
    }

    /// How many slots have a list.
    int takenSlots() {
        int taken = 0;
        for (int slot = 0; slot < slotCount(); slot++) {
            taken += slots.getAtIndex(INT, slot) == 0 ? 0 : 1;
        }
        return taken;
    }

    /// How many keys there are.
    int count() {
        return (int) (starts.byteSize() / Integer.BYTES) - 1;
    }

    /// The first list whose key is not before another key.
    int first(byte[] key) {
        int low = 0;
        int high = count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int compare(int list, byte[] key) {
        long from = starts.getAtIndex(INT, list);
        long to = starts.getAtIndex(INT, list + 1L);
        int length = (int) Math.min(to - from, key.length);
        for (int i = 0; i < length; i++) {
            int byteThere = bytes.get(ValueLayout.JAVA_BYTE, from + i) & 0xFF;
            int difference = byteThere - (key[i] & 0xFF);
            if (difference != 0) {
                return difference;
            }
        }
        return Long.compare(to - from, key.length);
    }

    boolean startsWith(int list, byte[] prefix) {
        byte[] key = key(list);
        return key.length >= prefix.length
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    byte[] key(int list) {
        int from = starts.getAtIndex(INT, list);
        int to = starts.getAtIndex(INT, list + 1L);
        return bytes.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
    }
}
