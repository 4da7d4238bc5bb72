package dev.lanes.sparse.live;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/// Which of a growing number of rows are live. One thread changes, others read.
public final class LiveRows {
    private volatile AtomicLongArray words = new AtomicLongArray(1);
    private final AtomicInteger count = new AtomicInteger();

    /// None.
    public LiveRows() {}

    /// How many are live.
    public int count() {
        return count.get();
    }

    /// Makes room for so many rows.
    public void reserve(int rows) {
        var old = words;
        if (rows > old.length() * Long.SIZE) {
            var grown = new long[2 * old.length()];
            Arrays.setAll(grown, i -> i < old.length() ? old.get(i) : 0);
            words = new AtomicLongArray(grown);
        }
    }

    /// Whether a row is live.
    public boolean get(int row) {
        return (words.get(row / Long.SIZE) >>> (row % Long.SIZE) & 1) != 0;
    }

    /// Makes a row live that is not.
    public void set(int row) {
        words.set(row / Long.SIZE, words.get(row / Long.SIZE) | 1L << (row % Long.SIZE));
        count.getAndIncrement();
    }

    /// Makes a row dead that is live.
    public void clear(int row) {
        words.set(row / Long.SIZE, words.get(row / Long.SIZE) & ~(1L << (row % Long.SIZE)));
        count.getAndDecrement();
    }
}
