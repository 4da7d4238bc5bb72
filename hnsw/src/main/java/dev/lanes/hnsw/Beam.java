package dev.lanes.hnsw;

/// The best candidates of a walk, sorted, best first, which of them are results and which were
/// expanded. One sorted array instead of the paper's two heaps: W and C of Algorithm 2 are its
/// results and its unexpanded part.
final class Beam {
    private static final int EXPANDED = 1 << 31;
    private static final int REJECTED = 1 << 30;
    private static final int ORDINAL = REJECTED - 1;

    private int[] nodes = new int[0];
    private float[] raws = new float[0];
    private int ef;
    private int capacity;
    private int size;
    private int results;

    /// Everything before it is expanded.
    private int next;

    /// Empties the beam.
    ///
    /// @param ef how many results it holds from now on
    /// @param capacity how many candidates, at least ef
    void reset(int ef, int capacity) {
        if (capacity >= nodes.length) {
            // The raws first: the length of the nodes says what there is room for.
            raws = new float[capacity + 1];
            nodes = new int[capacity + 1];
        }
        this.ef = ef;
        this.capacity = capacity;
        size = 0;
        results = 0;
        next = 0;
    }

    /// Whether a candidate would be taken. NaN, which comes of infinite products of opposite signs,
    /// counts as the worst value there is.
    boolean takes(float raw) {
        return (results < ef && size < capacity) || raw > raws[size - 1];
    }

    /// Takes a candidate that is a result.
    void offer(int ordinal, float raw) {
        if (takes(raw)) {
            results++;
            insert(ordinal, raw);
        }
    }

    /// Takes a candidate that leads the way only.
    void offerRejected(int ordinal, float raw) {
        if (takes(raw)) {
            insert(ordinal | REJECTED, raw);
        }
    }

    private void insert(int node, float value) {
        float raw = Float.isNaN(value) ? Float.NEGATIVE_INFINITY : value;
        int at = place(raw);
        System.arraycopy(nodes, at, nodes, at + 1, size - at);
        System.arraycopy(raws, at, raws, at + 1, size - at);
        nodes[at] = node;
        raws[at] = raw;
        size++;
        next = Math.min(next, at);
        cut();
    }

    /// Behind all that are as good or better.
    private int place(float raw) {
        int low = 0;
        int high = size;
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

    /// What is behind the last of ef results will not be expanded.
    private void cut() {
        while (size > capacity || results > ef || (results == ef && isRejected(size - 1))) {
            size--;
            results -= isRejected(size) ? 0 : 1;
        }
    }

    private boolean isRejected(int index) {
        return (nodes[index] & REJECTED) != 0;
    }

    /// The best candidate that was not expanded yet; it is expanded now.
    ///
    /// @return its ordinal, or -1 when there is none
    int expand() {
        if (!hasNext()) {
            return -1;
        }
        int ordinal = nodes[next] & ORDINAL;
        nodes[next++] |= EXPANDED;
        return ordinal;
    }

    /// Whether some candidate was not expanded yet.
    boolean hasNext() {
        while (next < size && (nodes[next] & EXPANDED) != 0) {
            next++;
        }
        return next < size;
    }

    int size() {
        return size;
    }

    /// The ordinal, or its complement when it is no result.
    int ordinal(int index) {
        int ordinal = nodes[index] & ORDINAL;
        return isRejected(index) ? ~ordinal : ordinal;
    }

    float raw(int index) {
        return raws[index];
    }
}
