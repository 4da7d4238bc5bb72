package dev.lanes.sparse;

import java.util.Arrays;

/// The postings of a term in fresh rows, in the order of the rows. One thread adds, others read
/// what was there when they began.
final class FreshList {
    // Volatile, so that whoever sees an array that grew sees what was copied into it.
    private volatile int[] rows = new int[4];
    private volatile float[] weights = new float[4];

    /// Written last, read first: what lies below it is there.
    private volatile int size;

    void add(int row, float weight) {
        int count = size;
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
            weights = Arrays.copyOf(weights, 2 * count);
        }
        rows[count] = row;
        weights[count] = weight;
        size = count + 1;
    }

    /// Adds the weights times a factor to sums by row, up to the last row that has one.
    ///
    /// @return how many were added
    int addTo(float[] sums, float factor) {
        int count = size;
        int[] places = rows;
        float[] values = weights;
        int i = 0;
        for (; i < count && places[i] < sums.length; i++) {
            sums[places[i]] += factor * values[i];
        }
        return i;
    }
}
