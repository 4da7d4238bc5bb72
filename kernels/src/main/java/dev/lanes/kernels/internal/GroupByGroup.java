package dev.lanes.kernels.internal;

import dev.lanes.memory.Records;
import java.lang.foreign.MemorySegment;

/// A block in whole groups of rows, then the rest one by one: a graph walk reads rows that no cache
/// holds, and several streams of misses hide more of the wait than prefetching does.
///
/// Eight rows are best where the JIT can take them. It stops inlining what is not its own at a
/// number of nodes, and vectors that cross a call are boxed: ten times slower. Operations of more
/// than a few steps a row reach that with eight rows, so they take four.
///
/// @param <Q> what a query is
final class GroupByGroup<Q> implements BlockKernel<Q> {
    /// An operation on one row and on a group. Both must make the same additions in the same order.
    interface Operation<Q> {
        /// Takes a query.
        void prepare(Q query);

        /// Compares it with one row.
        float one(MemorySegment row, long at);

        /// How many rows a group has: four or eight.
        int groupSize();

        /// Compares it with a group of rows.
        void group(RowGroup rows, float[] raw, int from);
    }

    private final Records rows;
    private final Operation<Q> operation;
    private final RowGroup group = new RowGroup();

    GroupByGroup(Records rows, Operation<Q> operation) {
        this.rows = rows;
        this.operation = operation;
    }

    @Override
    public void prepare(Q query) {
        operation.prepare(query);
    }

    @Override
    public void score(int[] ordinals, int count, float[] raw) {
        int size = operation.groupSize();
        int i = 0;
        for (; i + size <= count; i += size) {
            if (size == 8) {
                group.takeEight(rows, ordinals, i);
            } else {
                group.takeFour(rows, ordinals, i);
            }
            operation.group(group, raw, i);
        }
        for (; i < count; i++) {
            int ordinal = ordinals[i];
            raw[i] = operation.one(rows.segment(ordinal), rows.offset(ordinal));
        }
    }
}
