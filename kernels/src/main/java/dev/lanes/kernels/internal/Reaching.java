package dev.lanes.kernels.internal;

import java.util.Arrays;

/// The rows whose raw value may reach a given one, by values that are only near to the true ones.
/// Memory grows with what is found. For one thread.
public final class Reaching implements Wanted {
    private int[] rows = new int[16];
    private int size;
    private float goal = Float.NEGATIVE_INFINITY;

    /// How far a value may be from the true one.
    private double error;

    private float least = Float.NEGATIVE_INFINITY;
    private boolean overflowed;

    /// No rows yet.
    public Reaching() {}

    /// Forgets the rows and takes another goal.
    ///
    /// @param raw the value to be reached, not NaN
    public void startOver(float raw) {
        goal = raw;
        size = 0;
        lower();
    }

    @Override
    public void allowFor(double bound) {
        if (!(bound < Float.MAX_VALUE)) {
            overflowed = true;
        }
        error = Math.max(error, bound);
        lower();
    }

    private void lower() {
        double bound = goal - error;
        float rounded = (float) bound;
        least = rounded > bound ? Math.nextDown(rounded) : rounded;
        if (overflowed) {
            least = Float.POSITIVE_INFINITY;
        }
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
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
        }
        rows[size++] = row;
    }

    /// The rows that may reach the goal.
    ///
    /// @return their ordinals in no order, and behind [#size] what does not matter; valid until the
    ///   next offer
    public int[] rows() {
        return rows;
    }

    /// How many rows may reach the goal.
    ///
    /// @return a number of rows
    public int size() {
        return size;
    }

    /// Whether values may be from the true ones by any amount.
    ///
    /// @return true when other rows than [#rows] may reach the goal too
    public boolean overflowed() {
        return overflowed;
    }
}
