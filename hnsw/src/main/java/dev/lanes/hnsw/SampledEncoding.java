package dev.lanes.hnsw;

import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.TopK;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import java.util.List;

/// The encoding that suits rows like those of a sample: INT8 where it makes rows smaller and a walk
/// on it passes by next to none of the closest rows, else FLOAT32.
final class SampledEncoding {
    private static final int QUERIES = 64;
    private static final int BLOCK = 256;
    private static final int CLOSEST = 10;

    /// Survivors of a walk for ten hits.
    private static final int SURVIVORS = 20;

    /// The share of the closest rows that must survive.
    private static final double ENOUGH = .99;

    /// The share of the bytes of float32 that is worth it.
    private static final double SMALLER = .75;

    private SampledEncoding() {}

    static Encoding of(RowFormat format, List<float[]> sample) {
        if (sample.size() <= SURVIVORS) {
            return Encoding.FLOAT32;
        }
        var floats = Codec.float32(format);
        var codes = Codec.train(Encoding.INT8, format, sample);
        boolean pays = isSmaller(codes, floats) && survivors(floats, codes, sample) >= ENOUGH;
        return pays ? Encoding.INT8 : Encoding.FLOAT32;
    }

    /// Whether codes take so much less than floats that they may pay.
    static boolean isSmaller(Codec codes, Codec floats) {
        return codes.rowBytes() <= SMALLER * floats.rowBytes();
    }

    private static double survivors(Codec floats, Codec codes, List<float[]> sample) {
        try (var memory = OffHeap.forOwner("sample of rows")) {
            var exact = VectorMatrix.create(floats, memory, Kernels.best());
            var coded = VectorMatrix.createWithoutLengths(codes, memory, Kernels.best());
            for (var row : sample) {
                exact.add(row);
                coded.add(row);
            }
            int survived = 0;
            int step = Math.max(1, sample.size() / QUERIES);
            int wanted = 0;
            for (int i = 0; i < sample.size(); i += step) {
                var found = closest(coded, sample.get(i), SURVIVORS);
                for (int row : closest(exact, sample.get(i), CLOSEST)) {
                    wanted++;
                    for (int other : found) {
                        survived += row == other ? 1 : 0;
                    }
                }
            }
            return (double) survived / wanted;
        }
    }

    private static int[] closest(VectorMatrix matrix, float[] query, int count) {
        var scorer = matrix.scorer(query);
        var top = new TopK(count);
        var block = new int[BLOCK];
        var raws = new float[BLOCK];
        for (int from = 0; from < matrix.size(); from += BLOCK) {
            int rows = Math.min(BLOCK, matrix.size() - from);
            for (int i = 0; i < rows; i++) {
                block[i] = from + i;
            }
            scorer.score(block, rows, raws);
            for (int i = 0; i < rows; i++) {
                top.offer(block[i], raws[i]);
            }
        }
        var closest = new int[top.size()];
        for (int i = closest.length - 1; i >= 0; i--) {
            closest[i] = top.removeWorst();
        }
        return closest;
    }
}
