package dev.lanes.kernels.internal;

import java.util.Arrays;

/// The rows that may be among the k best of one query, by values that are only near to the true
/// ones.
///
/// With every value within an error of the true one, the k best values so far prove that k rows are
/// at least as close as the worst of them less the error, so a row whose value lies below by more
/// than twice the error is not among the k best. All others are kept: k in a heap and those of the
/// band below it in a list. When the list is too short for them, [#overflowed] says so, and only
/// comparing every row can tell. Without any error there is no band, and of rows with the same
/// value those with smaller ordinals are kept.
///
/// For one thread.
public final class Candidates implements Wanted {
    private static final int LEAST_BAND = 64;

    private final int k;

    /// A heap with the worst at 0, and behind k the band.
    private final int[] rows;

    private final float[] values;
    private int size;
    private int band;

    /// How far a value may be from the true one.
    private double error;

    /// That k rows are at least so close is known from others who saw them.
    private double floor = Double.NEGATIVE_INFINITY;

    private float least = Float.NEGATIVE_INFINITY;
    private boolean overflowed;

    /// No rows yet.
    ///
    /// @param k at least 1
    public Candidates(int k) {
        this.k = k;
        rows = new int[k + Math.max(k, LEAST_BAND)];
        values = new float[rows.length];
    }

    /// Takes the knowledge of others into account: rows that cannot be among the k best.
    ///
    /// @param others candidates of the same query among other rows
    public void expectMoreThan(Candidates others) {
        floor = Math.max(floor, others.proven());
        overflowed |= others.overflowed;
        raise();
    }

    private double proven() {
        return size < k ? floor : Math.max(floor, values[0] - error);
    }

    /// Adds the candidates of others.
    ///
    /// @param others candidates of the same query among other rows
    public void addAll(Candidates others) {
        expectMoreThan(others);
        allowFor(others.error);
        for (int i = 0; i < others.size; i++) {
            offer(others.rows[i], others.values[i]);
        }
        for (int i = k; i < k + others.band; i++) {
            offer(others.rows[i], others.values[i]);
        }
    }

    @Override
    public void allowFor(double bound) {
        if (!(bound < Float.MAX_VALUE)) {
            overflowed = true;
        }
        error = Math.max(error, bound);
        raise();
    }

    @Override
    public float least() {
        return least;
    }

    @Override
    public void offer(int row, float value) {
        if (!(value >= least)) {
            return;
        }
        if (size < k) {
            up(size++, row, value);
            if (size == k) {
                raise();
            }
        } else if (better(row, value, 0)) {
            int worstRow = rows[0];
            float worst = values[0];
            down(row, value);
            raise();
            addToBand(worstRow, worst);
        } else {
            addToBand(row, value);
        }
    }

    private void raise() {
        double bound = floor - error;
        if (size == k) {
            bound = Math.max(bound, values[0] - 2 * error);
        }
        // Rounded downwards; without an error there is nothing to round.
        float rounded = (float) bound;
        least = rounded > bound ? Math.nextDown(rounded) : rounded;
        if (overflowed) {
            least = Float.POSITIVE_INFINITY;
        }
    }

    private void addToBand(int row, float value) {
        if (error == 0 || !(value >= least)) {
            return;
        }
        if (k + band == rows.length) {
            prune();
        }
        if (k + band == rows.length) {
            overflowed = true;
            raise();
            return;
        }
        rows[k + band] = row;
        values[k + band] = value;
        band++;
    }

    private void prune() {
        int kept = k;
        for (int i = k; i < k + band; i++) {
            if (values[i] >= least) {
                rows[kept] = rows[i];
                values[kept++] = values[i];
            }
        }
        band = kept - k;
    }

    private boolean better(int row, float value, int than) {
        return value > values[than] || (value == values[than] && row < rows[than]);
    }

    private void up(int hole, int row, float value) {
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (better(row, value, parent)) {
                break;
            }
            rows[hole] = rows[parent];
            values[hole] = values[parent];
            hole = parent;
        }
        rows[hole] = row;
        values[hole] = value;
    }

    /// Puts a row in the place of the worst.
    private void down(int row, float value) {
        int hole = 0;
        while (true) {
            int child = 2 * hole + 1;
            if (child + 1 < k && better(rows[child], values[child], child + 1)) {
                child++;
            }
            if (child >= k || !better(row, value, child)) {
                break;
            }
            rows[hole] = rows[child];
            values[hole] = values[child];
            hole = child;
        }
        rows[hole] = row;
        values[hole] = value;
    }

    /// The rows that may be among the k best, in no order.
    ///
    /// @return their ordinals
    public int[] rows() {
        prune();
        var kept = Arrays.copyOf(rows, size + band);
        System.arraycopy(rows, k, kept, size, band);
        return kept;
    }

    /// Their values.
    ///
    /// @return what was offered with each of [#rows]
    public float[] values() {
        prune();
        var kept = Arrays.copyOf(values, size + band);
        System.arraycopy(values, k, kept, size, band);
        return kept;
    }

    /// Whether there were more rows that may be among the k best than are kept.
    ///
    /// @return true when the k best may not be among the [#rows]
    public boolean overflowed() {
        return overflowed;
    }
}
