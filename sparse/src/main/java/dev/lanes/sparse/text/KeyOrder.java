package dev.lanes.sparse.text;

import java.util.Arrays;

/// Sorts keys as unsigned bytes, by four bytes of them at a time: numbers that hold these bytes and
/// the key's place are sorted, then stretches of equal bytes by the next four. Used once.
final class KeyOrder {
    private static final int BYTES = 4;

    /// A byte and 1, or 0 beyond the end of a key.
    private static final int BITS = 9;

    private static final int PLACE_BITS = Long.SIZE - 1 - BYTES * BITS;
    private static final long PLACE = (1L << PLACE_BITS) - 1;

    private final byte[][] keys;
    private final long[] packed;

    private KeyOrder(byte[][] keys) {
        this.keys = keys;
        this.packed = new long[keys.length];
    }

    /// The order of keys.
    ///
    /// @param keys less than 2^27, no two equal
    /// @return their places, that of the least key first
    static int[] of(byte[][] keys) {
        var order = new KeyOrder(keys);
        Arrays.setAll(order.packed, place -> place);
        order.sort(0, keys.length, 0);
        return Arrays.stream(order.packed).mapToInt(number -> (int) (number & PLACE)).toArray();
    }

    private void sort(int from, int to, int depth) {
        for (int i = from; i < to; i++) {
            int place = (int) (packed[i] & PLACE);
            packed[i] = bytes(keys[place], depth) << PLACE_BITS | place;
        }
        Arrays.sort(packed, from, to);
        for (int i = from; i < to; ) {
            int end = i + 1;
            while (end < to && packed[end] >>> PLACE_BITS == packed[i] >>> PLACE_BITS) {
                end++;
            }
            if (end > i + 1) {
                sort(i, end, depth + BYTES);
            }
            i = end;
        }
    }

    private static long bytes(byte[] key, int from) {
        long bytes = 0;
        for (int i = from; i < from + BYTES; i++) {
            bytes = bytes << BITS | (i < key.length ? (key[i] & 0xFF) + 1 : 0);
        }
        return bytes;
    }
}
