package dev.lanes.kernels.internal;

import dev.lanes.memory.Records;
import java.lang.foreign.MemorySegment;

/// A block, one row after the other.
///
/// @param <Q> what a query is
final class RowByRow<Q> implements BlockKernel<Q> {
    /// Compares a query with one row.
    interface Row<Q> {
        float value(Q query, MemorySegment row, long at);
    }

    private final Records rows;
    private final Row<Q> operation;
    private Q query;

    RowByRow(Records rows, Row<Q> operation) {
        this.rows = rows;
        this.operation = operation;
    }

    @Override
    public void prepare(Q query) {
        this.query = query;
    }

    @Override
    public void score(int[] ordinals, int count, float[] raw) {
        for (int i = 0; i < count; i++) {
            int ordinal = ordinals[i];
            raw[i] = operation.value(query, rows.segment(ordinal), rows.offset(ordinal));
        }
    }
}
