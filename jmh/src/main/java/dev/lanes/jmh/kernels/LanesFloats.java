package dev.lanes.jmh.kernels;

import dev.lanes.jmh.LanesVersion;
import dev.lanes.kernels.Backend;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import java.util.ArrayList;
import java.util.List;

/// Our own matrices, one for each backend.
final class LanesFloats implements Store {
    private final SampleRows rows;
    private OffHeap memory = OffHeap.forOwner("benchmark");

    LanesFloats(SampleRows rows) {
        this.rows = rows;
    }

    @Override
    public List<Contender> contenders(Operation operation) {
        // A matrix knows one similarity; two sets of them would take twice the memory.
        memory.close();
        memory = OffHeap.forOwner("benchmark");
        RowFormat format = new RowFormat(rows.dimension(), operation.similarity());
        List<Contender> contenders = new ArrayList<>();
        for (Backend backend : Backend.values()) {
            Kernels kernels = Kernels.of(backend);
            Scorer scorer = matrix(format, kernels).scorer(rows.query());
            contenders.add(
                    new Contender(
                            "lanes",
                            LanesVersion.VALUE,
                            kernels.description(),
                            kernels.description(),
                            VectorMatrix.rowBytes(format),
                            (ordinals, values) -> scorer.score(ordinals, ordinals.length, values)));
        }
        return contenders;
    }

    private VectorMatrix matrix(RowFormat format, Kernels kernels) {
        VectorMatrix matrix = VectorMatrix.create(format, memory, kernels);
        float[] row = new float[rows.dimension()];
        for (int i = 0; i < rows.count(); i++) {
            rows.copy(i, row, 0);
            matrix.add(row);
        }
        return matrix;
    }

    @Override
    public void close() {
        memory.close();
    }
}
