package dev.lanes.jmh.kernels;

import dev.lanes.jmh.LanesVersion;
import dev.lanes.kernels.Backend;
import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Our own matrices, one for each backend.
final class LanesRows implements Store {
    private static final int TRAINING_ROWS = 1000;

    private final SampleRows rows;
    private final Encoding encoding;
    private final List<Backend> backends;
    private OffHeap memory = OffHeap.forOwner("benchmark");

    LanesRows(SampleRows rows, Encoding encoding, List<Backend> backends) {
        this.rows = rows;
        this.encoding = encoding;
        this.backends = backends;
    }

    @Override
    public List<Contender> contenders(Operation operation) {
        // A matrix knows one similarity; a second set of them would take as much memory again.
        memory.close();
        memory = OffHeap.forOwner("benchmark");
        List<float[]> sample =
                IntStream.range(0, Math.min(TRAINING_ROWS, rows.count()))
                        .mapToObj(rows::row)
                        .toList();
        RowFormat format = new RowFormat(rows.dimension(), similarity(operation));
        Codec codec = Codec.train(encoding, format, sample);
        List<Contender> contenders = new ArrayList<>();
        for (Backend backend : backends) {
            Kernels kernels = Kernels.of(backend);
            Scorer scorer = matrix(codec, kernels).scorer(rows.query());
            contenders.add(
                    new Contender(
                            "lanes",
                            LanesVersion.VALUE,
                            kernels.description(),
                            kernels.description(),
                            codec.rowBytes(),
                            (ordinals, values) -> scorer.score(ordinals, ordinals.length, values)));
        }
        return contenders;
    }

    private VectorMatrix matrix(Codec codec, Kernels kernels) {
        VectorMatrix matrix = VectorMatrix.create(codec, memory, kernels);
        float[] row = new float[rows.dimension()];
        for (int i = 0; i < rows.count(); i++) {
            rows.copy(i, row, 0);
            matrix.add(row);
        }
        return matrix;
    }

    private static Similarity similarity(Operation operation) {
        return switch (operation) {
            case DOT -> Similarity.DOT;
            case L2 -> Similarity.EUCLIDEAN;
            case COSINE -> Similarity.COSINE;
            case HAMMING -> throw new IllegalArgumentException("bits have a matrix of their own");
        };
    }

    @Override
    public void close() {
        memory.close();
    }
}
