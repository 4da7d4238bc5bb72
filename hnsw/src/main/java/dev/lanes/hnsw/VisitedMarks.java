package dev.lanes.hnsw;

import java.util.Arrays;

/// Which nodes a search has seen: a stamp a node, so that starting anew costs nothing.
final class VisitedMarks {
    private int[] stamps = new int[0];
    private int epoch;

    /// Forgets everything.
    ///
    /// @param size how many nodes there are
    void reset(int size) {
        if (size > stamps.length) {
            stamps = new int[Math.max(size, doubled())];
            epoch = 0;
        }
        if (++epoch == 0) {
            Arrays.fill(stamps, 0);
            epoch = 1;
        }
    }

    /// Marks a node, which may be one that was added since.
    ///
    /// @return whether it was not marked before
    boolean mark(int ordinal) {
        if (ordinal >= stamps.length) {
            stamps = Arrays.copyOf(stamps, Math.max(ordinal + 1, doubled()));
        }
        if (stamps[ordinal] == epoch) {
            return false;
        }
        stamps[ordinal] = epoch;
        return true;
    }

    boolean isMarked(int ordinal) {
        return ordinal < stamps.length && stamps[ordinal] == epoch;
    }

    private int doubled() {
        return (int) Math.min(stamps.length * 2L, 1 << 30);
    }
}
