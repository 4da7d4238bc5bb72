package dev.lanes.kernels.internal;

import dev.lanes.kernels.RowFormat;
import dev.lanes.memory.Records;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The upper halves of float32 values.
public final class BFloat16Codec implements RowCodec {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// The largest finite value, 3.39e38.
    private static final int LARGEST = 0x7f7f;

    private final RowFormat format;

    /// Rows of a format.
    ///
    /// @param format what they look like
    public BFloat16Codec(RowFormat format) {
        this.format = format;
    }

    @Override
    public long stride() {
        return RowCodec.padded(format.dimension() * Short.BYTES);
    }

    @Override
    public void encode(float[] row, MemorySegment record, long at) {
        for (int i = 0; i < format.dimension(); i++) {
            record.set(SHORT, at + 2L * i, rounded(row[i]));
        }
    }

    /// To nearest, to even where two are as near; what would round to infinity stays the largest
    /// value.
    private static short rounded(float value) {
        int bits = Float.floatToRawIntBits(value);
        int odd = (bits >>> 16) & 1;
        int magnitude = ((bits & 0x7fffffff) + 0x7fff + odd) >>> 16;
        return (short) (((bits >>> 16) & 0x8000) | Math.min(magnitude, LARGEST));
    }

    @Override
    public void decode(MemorySegment record, long at, float[] row) {
        for (int i = 0; i < format.dimension(); i++) {
            row[i] = Float.intBitsToFloat(record.get(SHORT, at + 2L * i) << 16);
        }
    }

    @Override
    public BlockKernel<float[]> kernel(BackendKernels kernels, Records rows) {
        return kernels.bfloat16(format.similarity(), rows);
    }

    @Override
    public double[] learnt() {
        return new double[0];
    }
}
