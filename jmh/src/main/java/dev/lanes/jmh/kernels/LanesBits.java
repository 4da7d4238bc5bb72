package dev.lanes.jmh.kernels;

import dev.lanes.jmh.LanesVersion;
import dev.lanes.kernels.Backend;
import dev.lanes.kernels.BitMatrix;
import dev.lanes.kernels.BitScorer;
import dev.lanes.kernels.BitSimilarity;
import dev.lanes.kernels.Kernels;
import dev.lanes.memory.OffHeap;
import java.util.ArrayList;
import java.util.List;

/// Our own matrices of bits, one for each backend.
final class LanesBits implements Store {
    private static final long ALIGNMENT = 64;

    private final SampleRows rows;
    private final List<Backend> backends;
    private final OffHeap memory = OffHeap.forOwner("benchmark");

    LanesBits(SampleRows rows, List<Backend> backends) {
        this.rows = rows;
        this.backends = backends;
    }

    @Override
    public List<Contender> contenders(Operation operation) {
        List<Contender> contenders = new ArrayList<>();
        for (Backend backend : backends) {
            Kernels kernels = Kernels.of(backend);
            BitScorer scorer = matrix(kernels).scorer(bits(-1));
            contenders.add(
                    new Contender(
                            "lanes",
                            LanesVersion.VALUE,
                            kernels.description(),
                            kernels.description(),
                            Math.ceilDiv(rows.dimension(), Byte.SIZE * ALIGNMENT) * ALIGNMENT,
                            (ordinals, values) -> scorer.score(ordinals, ordinals.length, values)));
        }
        return contenders;
    }

    private BitMatrix matrix(Kernels kernels) {
        BitMatrix matrix =
                BitMatrix.create(rows.dimension(), BitSimilarity.HAMMING, memory, kernels);
        for (int i = 0; i < rows.count(); i++) {
            matrix.add(bits(i));
        }
        return matrix;
    }

    private byte[] bits(int row) {
        byte[] bits = new byte[rows.dimension() / Byte.SIZE];
        rows.bytes(row, bits, bits.length);
        return bits;
    }

    @Override
    public void close() {
        memory.close();
    }
}
