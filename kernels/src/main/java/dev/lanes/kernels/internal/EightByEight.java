package dev.lanes.kernels.internal;

import dev.lanes.memory.Records;
import java.lang.foreign.MemorySegment;

/// A block in whole groups of eight rows, then the rest one by one: a graph walk reads rows that no
/// cache holds, and eight streams of misses hide more of the wait than prefetching does.
///
/// @param <Q> what a query is
final class EightByEight<Q> implements BlockKernel<Q> {
    private static final int GROUP = 8;

    /// An operation on one row and on eight. Both must make the same additions in the same order.
    interface Operation<Q> {
        /// Takes a query.
        void prepare(Q query);

        /// Compares it with one row.
        float one(MemorySegment row, long at);

        /// Compares it with eight rows.
        void eight(EightRows rows, float[] raw, int from);
    }

    private final Records rows;
    private final Operation<Q> operation;
    private final EightRows group = new EightRows();

    EightByEight(Records rows, Operation<Q> operation) {
        this.rows = rows;
        this.operation = operation;
    }

    @Override
    public void prepare(Q query) {
        operation.prepare(query);
    }

    @Override
    public void score(int[] ordinals, int count, float[] raw) {
        int i = 0;
        for (; i + GROUP <= count; i += GROUP) {
            group.take(rows, ordinals, i);
            operation.eight(group, raw, i);
        }
        for (; i < count; i++) {
            int ordinal = ordinals[i];
            raw[i] = operation.one(rows.segment(ordinal), rows.offset(ordinal));
        }
    }
}
