package dev.lanes.kernels;

import dev.lanes.kernels.internal.Batch;

/// Queries that are compared by a caller's own function: each row is read once for all of them.
final class FunctionBatch implements Batch {
    private final VectorMatrix matrix;
    private final float[][] queries;
    private final RowFunction function;

    FunctionBatch(VectorMatrix matrix, float[][] queries, RowFunction function) {
        this.matrix = matrix;
        this.queries = queries;
        this.function = function;
    }

    @Override
    public Pass pass() {
        return (from, to, wanted) -> {
            for (int row = from; row < to; row++) {
                var values = matrix.row(row);
                for (int i = 0; i < queries.length; i++) {
                    wanted[i].offer(row, function.score(queries[i], values));
                }
            }
        };
    }

    @Override
    public boolean exact() {
        return true;
    }
}
