package dev.lanes.jmh.filters;

import dev.lanes.jmh.data.Vectors;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Rows in the order of how close they are to one.
final class Ranked {
    private Ranked() {}

    /// Ranks all rows.
    ///
    /// @return their ordinals, the closest first
    static int[] byCloseness(Vectors rows, Similarity similarity, float[] anchor) {
        try (OffHeap memory = OffHeap.forOwner("rows to be ranked")) {
            RowFormat format = new RowFormat(rows.dimension(), similarity);
            VectorMatrix matrix = VectorMatrix.create(format, memory, Kernels.best());
            rows.rows().forEach(matrix::add);
            Scorer scorer = matrix.scorer(anchor);
            int[] ordinals = IntStream.range(0, rows.size()).toArray();
            float[] raws = new float[ordinals.length];
            scorer.score(ordinals, ordinals.length, raws);
            return IntStream.of(ordinals)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> -raws[row]))
                    .mapToInt(row -> row)
                    .toArray();
        }
    }
}
