package dev.lanes.kernels;

import dev.lanes.kernels.internal.Batch;
import dev.lanes.kernels.internal.Wanted;

/// Queries that are compared by one scorer each: for rows that no batch kernel knows, and for those
/// queries whose candidates could not be told apart.
final class ScorerBatch implements Batch {
    /// A tile of rows stays in half of a second-level cache while all queries pass over it.
    private static final long TILE_BYTES = 1L << 18;

    private static final int MOST_ROWS = 1 << 10;

    private final VectorMatrix matrix;
    private final float[][] queries;

    ScorerBatch(VectorMatrix matrix, float[][] queries) {
        this.matrix = matrix;
        this.queries = queries;
    }

    @Override
    public Pass pass() {
        var scorers = new Scorer[queries.length];
        for (int i = 0; i < scorers.length; i++) {
            scorers[i] = matrix.scorer(queries[i]);
        }
        long fit = TILE_BYTES / matrix.codec().rowBytes();
        int rows = Math.clamp(fit, 1, MOST_ROWS);
        return (from, to, wanted) -> {
            var tile = new Tile(rows);
            for (int row = from; row < to; row += rows) {
                tile.take(row, Math.min(rows, to - row));
                for (int i = 0; i < scorers.length; i++) {
                    tile.score(scorers[i], wanted[i]);
                }
            }
        };
    }

    @Override
    public boolean exact() {
        return true;
    }

    private static final class Tile {
        private final int[] ordinals;
        private final float[] raws;
        private int count;

        Tile(int rows) {
            ordinals = new int[rows];
            raws = new float[rows];
        }

        void take(int from, int rows) {
            count = rows;
            for (int i = 0; i < rows; i++) {
                ordinals[i] = from + i;
            }
        }

        void score(Scorer scorer, Wanted wanted) {
            scorer.score(ordinals, count, raws);
            float least = wanted.least();
            for (int i = 0; i < count; i++) {
                if (raws[i] >= least) {
                    wanted.offer(ordinals[i], raws[i]);
                    least = wanted.least();
                }
            }
        }
    }
}
