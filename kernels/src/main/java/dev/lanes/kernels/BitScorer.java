package dev.lanes.kernels;

import dev.lanes.kernels.internal.BlockKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A query prepared once, then compared with rows of a [BitMatrix], best in blocks. What it gives
/// are the raw values of [BitSimilarity]; larger is closer. For one thread.
public final class BitScorer {
    private final BlockKernel<long[]> kernel;
    private final int size;
    private final int[] ordinal = new int[1];
    private final float[] raw = new float[1];

    BitScorer(BlockKernel<long[]> kernel, byte[] query, long stride, int size) {
        this.kernel = kernel;
        this.size = size;
        // As rows lie in memory: padded with zeros, the bytes of a word in the processor's order.
        var padded = Arrays.copyOf(query, Math.toIntExact(stride));
        var words = new long[padded.length / Long.BYTES];
        ByteBuffer.wrap(padded).order(ByteOrder.nativeOrder()).asLongBuffer().get(words);
        kernel.prepare(words);
    }

    /// Compares the query with one row.
    ///
    /// @param row its ordinal
    /// @return the raw value
    /// @throws IndexOutOfBoundsException when there is no such row
    public float score(int row) {
        ordinal[0] = row;
        score(ordinal, 1, raw);
        return raw[0];
    }

    /// Compares the query with several rows.
    ///
    /// @param ordinals which rows
    /// @param count how many of them, from the start of the array
    /// @param values receives the raw value of each
    /// @throws IndexOutOfBoundsException when there is no such row, or an array is too short
    /// @throws IllegalStateException when the matrix's memory is closed
    public void score(int[] ordinals, int count, float[] values) {
        Ordinals.check(ordinals, count, values, size);
        kernel.score(ordinals, count, values);
    }
}
