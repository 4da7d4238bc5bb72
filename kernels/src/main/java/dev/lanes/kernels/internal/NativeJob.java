package dev.lanes.kernels.internal;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.lanes.memory.OffHeap;
import dev.lanes.simd.BatchLayout;
import java.lang.foreign.MemorySegment;

/// What a batch kernel is asked, in memory outside the heap. For one thread.
final class NativeJob {
    /// Hits that one call may find: most of a call's memory.
    private static final int MOST_HITS = 1 << 14;

    /// Multiplications in a call, which holds up safepoints until it is done: a third of a
    /// millisecond at most.
    private static final long MOST_PRODUCTS = 1 << 24;

    private final int queries;
    private final int mostRows;
    private final MemorySegment job;
    private final MemorySegment thresholds;
    private final MemorySegment hits;

    NativeJob(OffHeap memory, float[] factors, int dimension) {
        queries = factors.length;
        long fit = Math.min(MOST_HITS, MOST_PRODUCTS / dimension) / queries;
        mostRows = (int) Math.max(BatchLayout.SIDE, fit / BatchLayout.SIDE * BatchLayout.SIDE);
        job = memory.allocate(BatchLayout.JOB_BYTES);
        long perQuery = padded(queries) * JAVA_FLOAT.byteSize();
        var scales = memory.allocate(perQuery);
        MemorySegment.copy(factors, 0, scales, JAVA_FLOAT, 0, queries);
        thresholds = memory.allocate(perQuery);
        for (long i = 0; i < padded(queries); i++) {
            thresholds.setAtIndex(JAVA_FLOAT, i, Float.POSITIVE_INFINITY);
        }
        hits = memory.allocate((long) mostRows * queries * BatchLayout.HIT_BYTES);
        set(BatchLayout.SCALES, scales);
        set(BatchLayout.THRESHOLDS, thresholds);
        set(BatchLayout.HITS, hits);
        set(BatchLayout.SCRATCH, memory.allocate(2L * BatchLayout.SIDE * dimension));
        setInt(BatchLayout.QUERIES, queries);
        setInt(BatchLayout.DIMENSION, dimension);
    }

    /// The number of queries when packed.
    static long padded(int queries) {
        return (queries + BatchLayout.LANES - 1L) / BatchLayout.LANES * BatchLayout.LANES;
    }

    /// Rows that one call may be asked for.
    int mostRows() {
        return mostRows;
    }

    int queries() {
        return queries;
    }

    long address() {
        return job.address();
    }

    void set(long field, MemorySegment memory) {
        setLong(field, memory.address());
    }

    void setLong(long field, long value) {
        job.set(JAVA_LONG, field, value);
    }

    void setInt(long field, int value) {
        job.set(JAVA_INT, field, value);
    }

    void setFloat(long field, float value) {
        job.set(JAVA_FLOAT, field, value);
    }

    float largest() {
        return job.get(JAVA_FLOAT, BatchLayout.LARGEST);
    }

    /// Asks for what is still wanted.
    void expect(Wanted[] wanted) {
        for (int i = 0; i < queries; i++) {
            thresholds.setAtIndex(JAVA_FLOAT, i, Math.nextDown(wanted[i].least()));
        }
    }

    /// Offers what was found.
    ///
    /// @param first the ordinal of the job's first row
    void offer(int count, int first, Wanted[] wanted) {
        for (long at = 0; at < count * BatchLayout.HIT_BYTES; at += BatchLayout.HIT_BYTES) {
            int query = hits.get(JAVA_INT, at + BatchLayout.HIT_QUERY);
            int row = hits.get(JAVA_INT, at + BatchLayout.HIT_ROW);
            float value = hits.get(JAVA_FLOAT, at + BatchLayout.HIT_VALUE);
            wanted[query].offer(first + row, value);
        }
    }
}
