package dev.lanes.kernels;

/// The k best of any number of scored rows. Of equal rows the one with the smaller ordinal is
/// better, so that the result does not depend on the order of the offers. For one thread.
public final class TopK {
    private final int[] ordinals;
    private final float[] raws;

    /// A binary heap with the worst at 0.
    private int size;

    /// Keeps at most k rows.
    ///
    /// @param k at least 1; memory is taken for all of them
    public TopK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1 but was " + k);
        }
        ordinals = new int[k];
        raws = new float[k];
    }

    /// Keeps a row if it is among the best so far. A value that is NaN is not.
    ///
    /// @param ordinal the row
    /// @param raw its raw value, larger is better
    public void offer(int ordinal, float raw) {
        if (Float.isNaN(raw)) {
            return;
        }
        if (size < ordinals.length) {
            up(size++, ordinal, raw);
        } else if (better(ordinal, raw, 0)) {
            down(0, ordinal, raw);
        }
    }

    private boolean better(int ordinal, float raw, int than) {
        return raw > raws[than] || (raw == raws[than] && ordinal < ordinals[than]);
    }

    private void up(int hole, int ordinal, float raw) {
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (better(ordinal, raw, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        ordinals[hole] = ordinal;
        raws[hole] = raw;
    }

    private void down(int hole, int ordinal, float raw) {
        while (true) {
            int child = 2 * hole + 1;
            if (child + 1 < size && better(ordinals[child], raws[child], child + 1)) {
                child++;
            }
            if (child >= size || !better(ordinal, raw, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        ordinals[hole] = ordinal;
        raws[hole] = raw;
    }

    private void move(int from, int to) {
        ordinals[to] = ordinals[from];
        raws[to] = raws[from];
    }

    /// The value that a row must pass to be kept.
    ///
    /// @return the worst value kept, or negative infinity while there is room
    public float threshold() {
        return size < ordinals.length ? Float.NEGATIVE_INFINITY : raws[0];
    }

    /// The raw value of the worst row that is kept.
    ///
    /// @return a value
    /// @throws IllegalStateException when no row is kept
    public float worst() {
        requireRows();
        return raws[0];
    }

    /// Takes the worst row out; called [#size] times, it gives the rows from worst to best.
    ///
    /// @return its ordinal
    /// @throws IllegalStateException when no row is kept
    public int removeWorst() {
        requireRows();
        int worst = ordinals[0];
        size--;
        if (size > 0) {
            down(0, ordinals[size], raws[size]);
        }
        return worst;
    }

    private void requireRows() {
        if (size == 0) {
            throw new IllegalStateException("top-k must have rows but was empty");
        }
    }

    /// How many rows are kept.
    ///
    /// @return at most k
    public int size() {
        return size;
    }
}
