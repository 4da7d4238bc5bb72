package dev.lanes.memory;

import java.util.Arrays;

/// Ordinals by id, on the heap: open addressing with linear probing, 12 bytes a slot, at most half
/// full. For one thread that changes it; many may read a map that does not change.
public final class OrdinalMap {
    /// No ordinal.
    public static final int ABSENT = -1;

    private static final int FEWEST_SLOTS = 16;

    private long[] ids = new long[FEWEST_SLOTS];
    private int[] ordinals = absent(FEWEST_SLOTS);
    private int size;

    /// An empty map.
    public OrdinalMap() {}

    private static int[] absent(int length) {
        var ordinals = new int[length];
        Arrays.fill(ordinals, ABSENT);
        return ordinals;
    }

    /// The bytes of a map of so many ids that were added one by one.
    ///
    /// @param size how many
    /// @return bytes of its arrays
    public static long bytes(int size) {
        long slots = FEWEST_SLOTS;
        while (size > slots / 2) {
            slots *= 2;
        }
        return slots * (Long.BYTES + Integer.BYTES);
    }

    /// The ordinal of an id.
    ///
    /// @param id any
    /// @return the ordinal, or [#ABSENT]
    public int get(long id) {
        return ordinals[slot(id)];
    }

    /// Makes room for one more, so that the next [#put] cannot fail.
    public void reserve() {
        if (size + 1 > ids.length / 2) {
            grow();
        }
    }

    /// Adds an id that is not there.
    ///
    /// @param id the id
    /// @param ordinal not negative
    public void put(long id, int ordinal) {
        reserve();
        int slot = slot(id);
        ids[slot] = id;
        ordinals[slot] = ordinal;
        size++;
    }

    /// Gives an id that is there another ordinal.
    ///
    /// @param id the id
    /// @param ordinal not negative
    public void replace(long id, int ordinal) {
        ordinals[slot(id)] = ordinal;
    }

    /// Takes an id out that is there, and closes the gap, so that no id behind it is lost.
    ///
    /// @param id the id
    public void remove(long id) {
        int mask = ids.length - 1;
        int gap = slot(id);
        int at = gap;
        while (true) {
            at = (at + 1) & mask;
            if (ordinals[at] == ABSENT) {
                break;
            }
            // Those whose own place lies cyclically in (gap, at] stay.
            int home = home(ids[at]);
            if (((at - home) & mask) >= ((at - gap) & mask)) {
                ids[gap] = ids[at];
                ordinals[gap] = ordinals[at];
                gap = at;
            }
        }
        ordinals[gap] = ABSENT;
        size--;
    }

    /// {@return how many ids there are}
    public int size() {
        return size;
    }

    private int home(long id) {
        return (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & (ids.length - 1);
    }

    /// Where the id is, or else where it would be.
    private int slot(long id) {
        int mask = ids.length - 1;
        int slot = home(id);
        while (ordinals[slot] != ABSENT && ids[slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        var oldIds = ids;
        var oldOrdinals = ordinals;
        // Both or none, should the memory not do.
        var newIds = new long[2 * oldIds.length];
        var newOrdinals = absent(newIds.length);
        ids = newIds;
        ordinals = newOrdinals;
        for (int i = 0; i < oldIds.length; i++) {
            if (oldOrdinals[i] != ABSENT) {
                int slot = slot(oldIds[i]);
                ids[slot] = oldIds[i];
                ordinals[slot] = oldOrdinals[i];
            }
        }
    }
}
