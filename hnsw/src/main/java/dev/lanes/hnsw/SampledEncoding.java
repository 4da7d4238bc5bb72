package dev.lanes.hnsw;

import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.ExactSearch;
import dev.lanes.kernels.ExactSettings;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.List;

/// The encoding that suits rows like those of a sample: INT8 where it makes rows smaller and a walk
/// on it passes by next to none of the closest rows, else FLOAT32.
final class SampledEncoding {
    private static final int QUERIES = 64;
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
            int step = Math.max(1, sample.size() / QUERIES);
            var queries = new ArrayList<float[]>();
            for (int i = 0; i < sample.size(); i += step) {
                queries.add(sample.get(i));
            }
            var found = closest(coded, queries, SURVIVORS);
            var wanted = closest(exact, queries, CLOSEST);
            long survived = 0;
            long all = 0;
            for (int i = 0; i < queries.size(); i++) {
                survived += wanted.get(i).stream().filter(found.get(i)::contains).count();
                all += wanted.get(i).size();
            }
            return (double) survived / all;
        }
    }

    /// The ordinals of the rows closest to each query.
    private static List<List<Long>> closest(VectorMatrix matrix, List<float[]> queries, int count) {
        var search = ExactSearch.of(matrix, ExactSettings.of(count));
        return search.search(queries.toArray(float[][]::new)).stream()
                .map(hits -> hits.stream().map(Hit::id).toList())
                .toList();
    }
}
