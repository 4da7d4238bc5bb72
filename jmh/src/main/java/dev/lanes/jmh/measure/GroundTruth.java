package dev.lanes.jmh.measure;

import dev.lanes.jmh.data.Vectors;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.TopK;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import java.util.List;

/// The k nearest rows of every query, found by scoring every row with our own kernels.
final class GroundTruth {
    /// Rows scored for all queries before the next ones are touched: with up to 1,000 dimensions
    /// they stay in the cache of a core meanwhile.
    private static final int TILE_ROWS = 256;

    private GroundTruth() {}

    /// Scores every row for every query.
    ///
    /// @return by query the k nearest rows, best first
    static int[][] compute(HnswTask task, Progress progress) {
        Vectors base = task.base();
        progress.start("exact search", "rows", base.size());
        try (OffHeap memory = OffHeap.forOwner("exact search")) {
            RowFormat format = new RowFormat(base.dimension(), task.settings().similarity());
            VectorMatrix matrix = VectorMatrix.create(format, memory, Kernels.best());
            base.rows().forEach(matrix::add);
            List<Search> searches =
                    task.queries().rows().stream()
                            .map(query -> new Search(matrix.scorer(query), new TopK(task.k())))
                            .toList();
            int[] tile = new int[TILE_ROWS];
            float[] values = new float[TILE_ROWS];
            for (int first = 0; first < base.size(); first += TILE_ROWS) {
                int count = Math.min(TILE_ROWS, base.size() - first);
                for (int i = 0; i < count; i++) {
                    tile[i] = first + i;
                }
                for (Search search : searches) {
                    search.offer(tile, count, values);
                }
                progress.done(first + count);
            }
            return searches.stream().map(Search::nearest).toArray(int[][]::new);
        }
    }

    private record Search(Scorer scorer, TopK best) {
        void offer(int[] rows, int count, float[] values) {
            scorer.score(rows, count, values);
            for (int i = 0; i < count; i++) {
                if (values[i] >= best.threshold()) {
                    best.offer(rows[i], values[i]);
                }
            }
        }

        int[] nearest() {
            int[] rows = new int[best.size()];
            for (int i = rows.length - 1; i >= 0; i--) {
                rows[i] = best.removeWorst();
            }
            return rows;
        }
    }
}
