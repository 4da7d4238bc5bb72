package dev.lanes.hnsw;

/// The best candidates of a search, sorted, best first, and which of them were expanded. One sorted
/// array instead of the paper's two heaps: W and C of Algorithm 2 are its whole and its unexpanded
/// part.
final class Beam {
    private static final int EXPANDED = 1 << 31;

    private int[] ordinals = new int[0];
    private float[] raws = new float[0];
    private int capacity;
    private int size;

    /// Everything before it is expanded.
    private int next;

    /// Empties the beam.
    ///
    /// @param ef how many candidates it holds from now on
    void reset(int ef) {
        if (ef > ordinals.length) {
            // The raws first: the length of the ordinals says what there is room for.
            raws = new float[ef];
            ordinals = new int[ef];
        }
        capacity = ef;
        size = 0;
        next = 0;
    }

    /// Takes a candidate that is not in the beam, if it is good enough. NaN, which comes of
    /// infinite products of opposite signs, counts as the worst value there is.
    void offer(int ordinal, float raw) {
        if (size < capacity) {
            insert(ordinal, Float.isNaN(raw) ? Float.NEGATIVE_INFINITY : raw, size++);
        } else if (raw > raws[size - 1]) {
            insert(ordinal, raw, size - 1);
        }
    }

    private void insert(int ordinal, float raw, int last) {
        int at = place(raw, last);
        System.arraycopy(ordinals, at, ordinals, at + 1, last - at);
        System.arraycopy(raws, at, raws, at + 1, last - at);
        ordinals[at] = ordinal;
        raws[at] = raw;
        next = Math.min(next, at);
    }

    /// Behind all that are as good or better.
    private int place(float raw, int last) {
        int low = 0;
        int high = last;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (raws[middle] >= raw) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The best candidate that was not expanded yet; it is expanded now.
    ///
    /// @return its ordinal, or -1 when there is none
    int expand() {
        while (next < size && (ordinals[next] & EXPANDED) != 0) {
            next++;
        }
        if (next == size) {
            return -1;
        }
        int ordinal = ordinals[next];
        ordinals[next++] |= EXPANDED;
        return ordinal;
    }

    int size() {
        return size;
    }

    int ordinal(int index) {
        return ordinals[index] & ~EXPANDED;
    }

    float raw(int index) {
        return raws[index];
    }
}
