package dev.lanes.hnsw;

import java.util.Arrays;

/// Nodes with their closeness to one node, best first: what neighbours are chosen from.
final class Candidates {
    private int[] ordinals = new int[64];
    private float[] raws = new float[64];
    private int size;

    void clear() {
        size = 0;
    }

    /// Inserts a node behind those that are as good or better.
    void add(int ordinal, float raw) {
        if (size == ordinals.length) {
            // The raws first: the length of the ordinals says what there is room for.
            raws = Arrays.copyOf(raws, 2 * size);
            ordinals = Arrays.copyOf(ordinals, 2 * size);
        }
        int at = size++;
        for (; at > 0 && raws[at - 1] < raw; at--) {
            ordinals[at] = ordinals[at - 1];
            raws[at] = raws[at - 1];
        }
        ordinals[at] = ordinal;
        raws[at] = raw;
    }

    int size() {
        return size;
    }

    int ordinal(int index) {
        return ordinals[index];
    }

    float raw(int index) {
        return raws[index];
    }
}
