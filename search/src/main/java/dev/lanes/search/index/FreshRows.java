package dev.lanes.search.index;

import dev.lanes.hnsw.Row;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.TopK;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongPredicate;

/// Up to some thousand rows that no graph links yet: a search compares the query with each.
/// Searches may come from many threads, changes from one at a time.
final class FreshRows implements AutoCloseable {
    /// A scan of these takes less than a millisecond.
    static final int CAPACITY = 8192;

    private static final int BLOCK = 256;

    private final OffHeap memory = OffHeap.forOwner("rows that are not linked yet");
    private final VectorMatrix rows;
    private final long[] numbers = new long[CAPACITY];
    private final AtomicIntegerArray dead = new AtomicIntegerArray(CAPACITY);
    private volatile boolean closed;

    FreshRows(RowFormat format) {
        rows = VectorMatrix.create(format, memory, Kernels.best());
    }

    boolean isFull() {
        return rows.size() == CAPACITY;
    }

    /// The smallest number.
    long first() {
        return numbers[0];
    }

    int size() {
        return rows.size();
    }

    /// The matrix publishes its size last, so that whoever sees a row sees its number.
    void add(long number, float[] vector) {
        numbers[rows.size()] = number;
        rows.add(vector);
    }

    /// Takes a row away.
    ///
    /// @return whether it was there
    boolean delete(long number) {
        // Numbers ascend.
        int row = Arrays.binarySearch(numbers, 0, rows.size(), number);
        return row >= 0 && dead.compareAndSet(row, 0, 1);
    }

    /// Adds the best rows to what was found elsewhere; nothing after [#close], also when that comes
    /// while this goes on.
    ///
    /// @param passes which numbers may be found
    void search(float[] query, int k, LongPredicate passes, List<Hit> found) {
        TopK top;
        try {
            Scorer scorer = rows.scorer(query);
            top = new TopK(Math.min(k, Math.max(1, scorer.size())));
            scan(scorer, passes, top);
        } catch (IllegalStateException e) {
            if (closed) {
                // The graph has had all of these rows since before this was closed.
                return;
            }
            throw e;
        }
        while (top.size() > 0) {
            float raw = top.worst();
            float score = rows.format().similarity().score(raw);
            found.add(new Hit(numbers[top.removeWorst()], score));
        }
    }

    private void scan(Scorer scorer, LongPredicate passes, TopK top) {
        int[] block = new int[BLOCK];
        float[] raws = new float[BLOCK];
        int row = 0;
        while (row < scorer.size()) {
            int count = 0;
            while (count < BLOCK && row < scorer.size()) {
                if (dead.get(row) == 0 && passes.test(numbers[row])) {
                    block[count++] = row;
                }
                row++;
            }
            scorer.score(block, count, raws);
            for (int i = 0; i < count; i++) {
                top.offer(block[i], raws[i]);
            }
        }
    }

    /// The rows that were not deleted so far.
    Iterable<Row> alive() {
        return () ->
                new Iterator<>() {
                    private int next = -1;

                    {
                        advance();
                    }

                    private void advance() {
                        do {
                            next++;
                        } while (next < rows.size() && dead.get(next) != 0);
                    }

                    @Override
                    public boolean hasNext() {
                        return next < rows.size();
                    }

                    @Override
                    public Row next() {
                        if (!hasNext()) {
                            throw new NoSuchElementException();
                        }
                        Row row = new Row(numbers[next], rows.row(next));
                        advance();
                        return row;
                    }
                };
    }

    /// The numbers of rows that were deleted.
    List<Long> deleted() {
        List<Long> deleted = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (dead.get(i) != 0) {
                deleted.add(numbers[i]);
            }
        }
        return deleted;
    }

    long bytes() {
        return memory.allocatedBytes();
    }

    @Override
    public void close() {
        closed = true;
        memory.close();
    }
}
