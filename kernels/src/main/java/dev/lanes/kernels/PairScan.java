package dev.lanes.kernels;

import dev.lanes.kernels.internal.Batch;
import dev.lanes.kernels.internal.Reaching;
import dev.lanes.memory.OffHeap;
import java.util.Arrays;
import java.util.Objects;

/// Compares some rows of a [VectorMatrix] with ranges of its rows and gives the pairs whose raw
/// value reaches a given one: what all-pairs searches are made of, without memory for all pairs.
///
/// Which pairs are given, and their values, is what a [Scorer] says that was prepared with the
/// first row of the pair, to the bit; the batch kernels only find those that may be among them, as
/// in [ExactSearch]. Under every similarity the raw value of two rows is the same from either side.
///
/// For one thread; many scans of one matrix may go on at a time. Besides its rows it takes 8 bytes
/// a value of each query row, and 4 bytes for each pair that a range of rows gives.
public final class PairScan implements AutoCloseable {
    /// The most rows that can be compared at once.
    public static final int MAX_QUERIES = ExactSettings.MAX_QUERY_CHUNK;

    private static final int BLOCK = 1 << 10;

    private final VectorMatrix matrix;
    private final int[] queries;
    private final OffHeap memory;
    private final Batch.Pass pass;
    private final Reaching[] found;
    private final Scorer scorer;
    private final int[] block = new int[BLOCK];
    private final float[] raws = new float[BLOCK];

    /// Takes the pairs that a scan finds.
    @FunctionalInterface
    public interface Pairs {
        /// One pair.
        ///
        /// @param query which of the query rows, from 0 on in the order in which they were given
        /// @param row the ordinal of the row that it was compared with, perhaps itself
        /// @param raw their raw value (see [dev.lanes.vector.Similarity]), larger is closer
        void found(int query, int row, float raw);
    }

    private PairScan(VectorMatrix matrix, int[] queries, OffHeap memory) {
        this.matrix = matrix;
        this.queries = queries;
        this.memory = memory;
        this.pass = matrix.batchOfRows(queries, memory).pass();
        this.found = new Reaching[queries.length];
        Arrays.setAll(found, _ -> new Reaching());
        this.scorer = matrix.scorer();
    }

    /// Prepares rows to be compared with others.
    ///
    /// @param matrix the rows, stored as FLOAT32
    /// @param queries ordinals of 1 to [#MAX_QUERIES] of them, copied
    /// @return a scan for one thread, to be closed
    /// @throws IllegalArgumentException when the rows are stored otherwise, or there are not so
    ///   many queries
    /// @throws IndexOutOfBoundsException when there is no such row
    /// @throws IllegalStateException when the memory of the matrix is closed
    public static PairScan of(VectorMatrix matrix, int[] queries) {
        if (matrix.codec().encoding() != Encoding.FLOAT32) {
            throw new IllegalArgumentException(
                    "rows to be compared with each other must be stored as FLOAT32 but were "
                            + matrix.codec().encoding());
        }
        if (queries.length < 1 || queries.length > MAX_QUERIES) {
            throw new IllegalArgumentException(
                    "query rows must be 1..%d but were %d".formatted(MAX_QUERIES, queries.length));
        }
        int rows = matrix.size();
        for (int query : queries) {
            Objects.checkIndex(query, rows);
        }
        var memory = OffHeap.forOwner("pair scan");
        try {
            return new PairScan(matrix, queries.clone(), memory);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /// Compares all query rows with a range of rows.
    ///
    /// @param from ordinal of the first row
    /// @param to ordinal behind the last row
    /// @param least the raw value that pairs of each query row must reach, none of them NaN
    /// @param pairs takes them, in the order of the query rows, those of one query in no order
    /// @throws IndexOutOfBoundsException when there are no such rows
    /// @throws IllegalArgumentException when there is not one value for each query row
    /// @throws IllegalStateException when the memory of the matrix, or this, is closed
    public void scan(int from, int to, float[] least, Pairs pairs) {
        Objects.checkFromToIndex(from, to, matrix.size());
        if (least.length != queries.length) {
            throw new IllegalArgumentException(
                    "least values must be as many as query rows, %d, but were %d"
                            .formatted(queries.length, least.length));
        }
        for (int i = 0; i < found.length; i++) {
            found[i].startOver(least[i]);
        }
        try (var _ = memory.lease()) {
            pass.score(from, to, found);
        }
        for (int i = 0; i < found.length; i++) {
            if (found[i].overflowed()) {
                scoreAll(i, from, to, least[i], pairs);
            } else if (found[i].size() > 0) {
                scoreFound(i, least[i], pairs);
            }
        }
    }

    private void scoreFound(int query, float least, Pairs pairs) {
        int[] rows = found[query].rows();
        int size = found[query].size();
        scorer.prepare(queries[query]);
        for (int at = 0; at < size; at += BLOCK) {
            int count = Math.min(BLOCK, size - at);
            System.arraycopy(rows, at, block, 0, count);
            scoreBlock(query, count, least, pairs);
        }
    }

    private void scoreAll(int query, int from, int to, float least, Pairs pairs) {
        scorer.prepare(queries[query]);
        for (int at = from; at < to; at += BLOCK) {
            int count = Math.min(BLOCK, to - at);
            for (int i = 0; i < count; i++) {
                block[i] = at + i;
            }
            scoreBlock(query, count, least, pairs);
        }
    }

    private void scoreBlock(int query, int count, float least, Pairs pairs) {
        scorer.score(block, count, raws);
        for (int i = 0; i < count; i++) {
            if (raws[i] >= least) {
                pairs.found(query, block[i], raws[i]);
            }
        }
    }

    /// Gives back the memory of the query rows. Closing twice is fine.
    @Override
    public void close() {
        memory.close();
    }
}
