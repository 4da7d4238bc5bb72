package dev.lanes.hnsw;

import java.util.Arrays;

/// What walks around a node met that outranks it: what is on the lower level comes first, there the
/// closest. There are the more of them the higher the level is. For one thread.
final class HigherCandidates {
    private final Graph graph;
    private int[] ordinals = new int[16];
    private int size;
    private int node;

    HigherCandidates(Graph graph) {
        this.graph = graph;
    }

    /// Forgets all, for another node.
    void begin(int of) {
        node = of;
        size = 0;
    }

    /// Puts what a walk found before what those on the levels above found.
    ///
    /// @param found best first
    void addAll(Candidates found) {
        int above = size;
        ordinals = Arrays.copyOf(ordinals, Math.max(ordinals.length, size + found.size()));
        int[] before = Arrays.copyOf(ordinals, above);
        size = 0;
        for (int i = 0; i < found.size(); i++) {
            if (graph.outranks(found.ordinal(i), node)) {
                ordinals[size++] = found.ordinal(i);
            }
        }
        System.arraycopy(before, 0, ordinals, size, above);
        size += above;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return ordinals[index];
    }

    /// The first of them.
    ///
    /// @param other what to give when there is none
    int closestOr(int other) {
        return size == 0 ? other : ordinals[0];
    }
}
