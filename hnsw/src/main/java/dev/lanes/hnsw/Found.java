package dev.lanes.hnsw;

import dev.lanes.kernels.GraphWalk;
import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.TopK;

/// The candidates of a search that may be hits, best first. Its memory is kept from search to
/// search.
final class Found {
    private int[] ordinals = new int[64];
    private float[] raws = new float[64];
    private int size;

    int size() {
        return size;
    }

    int ordinal(int index) {
        return ordinals[index];
    }

    float raw(int index) {
        return raws[index];
    }

    void clear() {
        size = 0;
    }

    private void reserve(int count) {
        if (count > ordinals.length) {
            raws = new float[count];
            ordinals = new int[count];
        }
    }

    /// Takes the results in the beam of a walk, so many at most.
    void take(GraphWalk walk, int most) {
        int candidates = walk.size();
        size = 0;
        reserve(Math.min(candidates, most));
        for (int i = 0; i < candidates && size < most; i++) {
            int ordinal = walk.ordinal(i);
            if (ordinal >= 0) {
                raws[size] = walk.raw(i);
                ordinals[size++] = ordinal;
            }
        }
    }

    /// Takes all rows out of a heap.
    void take(TopK top) {
        size = top.size();
        reserve(size);
        for (int i = size - 1; i >= 0; i--) {
            raws[i] = top.worst();
            ordinals[i] = top.removeWorst();
        }
    }

    /// Leaves the best ones.
    void cut(int most) {
        size = Math.min(size, most);
    }

    /// Compares them with a query in full precision and sorts them anew: by insertion, since they
    /// are nearly sorted.
    void rescore(Scorer full, float[] query) {
        full.prepare(query);
        full.score(ordinals, size, raws);
        for (int i = 0; i < size; i++) {
            int ordinal = ordinals[i];
            // NaN is the worst value there is, as it is in a beam.
            float raw = Float.isNaN(raws[i]) ? Float.NEGATIVE_INFINITY : raws[i];
            int at = i;
            for (; at > 0 && raws[at - 1] < raw; at--) {
                ordinals[at] = ordinals[at - 1];
                raws[at] = raws[at - 1];
            }
            ordinals[at] = ordinal;
            raws[at] = raw;
        }
    }
}
