package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.CodeQuery.FLOAT;

import dev.lanes.kernels.RowFormat;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Rows as they came.
public final class Float32Codec implements RowCodec {
    private final RowFormat format;

    /// Rows of a format.
    ///
    /// @param format what they look like
    public Float32Codec(RowFormat format) {
        this.format = format;
    }

    @Override
    public long stride() {
        return RowCodec.padded(format.dimension() * Float.BYTES);
    }

    @Override
    public void encode(float[] row, MemorySegment record, long at) {
        MemorySegment.copy(row, 0, record, FLOAT, at, row.length);
    }

    @Override
    public void decode(MemorySegment record, long at, float[] row) {
        MemorySegment.copy(record, FLOAT, at, row, 0, format.dimension());
    }

    @Override
    public BlockKernel<float[]> kernel(BackendKernels kernels, Records rows) {
        return kernels.float32(format.similarity(), rows);
    }

    @Override
    public Optional<Batch> batch(
            BackendKernels kernels, Records rows, float[][] queries, OffHeap memory) {
        return Optional.of(kernels.float32Batch(format.similarity(), rows, queries, memory));
    }

    @Override
    public double[] learnt() {
        return new double[0];
    }
}
