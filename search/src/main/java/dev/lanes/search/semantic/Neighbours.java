package dev.lanes.search.semantic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The rows close to one row, but for those that were taken before. For one thread.
final class Neighbours {
    private final int centre;

    /// In the order of the members: the score's bits upside down, and the row.
    private long[] keys;

    private int size;

    /// @param centre the row that the others are close to
    /// @param most how many others there may be
    Neighbours(int centre, int most) {
        this.centre = centre;
        keys = new long[most];
    }

    int centre() {
        return centre;
    }

    /// Adds a row that is not the centre.
    void add(int row, float score) {
        // Without the sign of zero, which does not count.
        int bits = Float.floatToIntBits(score + 0f);
        int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        keys[size++] = (long) ~ascending << 32 | row;
    }

    /// The community without what has been taken by now, the centre first.
    List<Integer> members(BitSet taken) {
        Arrays.sort(keys, 0, size);
        var members = new ArrayList<Integer>();
        if (!taken.get(centre)) {
            members.add(centre);
        }
        for (int i = 0; i < size; i++) {
            int row = (int) keys[i];
            if (!taken.get(row)) {
                members.add(row);
            }
        }
        return members;
    }
}
