package dev.lanes.inference.internal;

import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts rows into a matrix whose codec learns of the first of them. For one thread.
public final class RowCollector {
    /// Rows that a codec learns of.
    private static final int SAMPLE = 4096;

    private final RowFormat format;
    private final Encoding encoding;
    private final OffHeap memory;
    private final List<float[]> sample = new ArrayList<>();
    private Optional<VectorMatrix> matrix = Optional.empty();

    /// @param memory where the rows will lie
    public RowCollector(RowFormat format, Encoding encoding, OffHeap memory) {
        this.format = format;
        this.encoding = encoding;
        this.memory = memory;
    }

    /// Takes a row.
    ///
    /// @param row kept until the codec has learnt
    public void add(float[] row) {
        if (matrix.isPresent()) {
            matrix.get().add(row);
            return;
        }
        sample.add(row);
        if (sample.size() == SAMPLE) {
            begin();
        }
    }

    private VectorMatrix begin() {
        Codec codec = Codec.train(encoding, format, sample);
        VectorMatrix begun = VectorMatrix.create(codec, memory, Kernels.best());
        sample.forEach(begun::add);
        sample.clear();
        matrix = Optional.of(begun);
        return begun;
    }

    /// All rows.
    ///
    /// @throws IllegalArgumentException when there is none and the encoding has to learn
    public VectorMatrix end() {
        return matrix.orElseGet(this::begin);
    }
}
