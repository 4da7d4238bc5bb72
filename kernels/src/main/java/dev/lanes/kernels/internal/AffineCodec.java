package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.CodeQuery.FLOAT;
import static dev.lanes.kernels.internal.CodeQuery.TERM;

import dev.lanes.kernels.RowFormat;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.vector.Similarity;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/// Codes of 8 or 4 bits: value ≈ low + step · code, with a low and a step for each dimension.
///
/// A query is asymmetric: each of its values is multiplied by the step of its dimension, and these
/// products are rounded to signed bytes over their own range. So both similarities are one dot
/// product of integers, and what else they need is a number of the query or, under EUCLIDEAN, one
/// of the row: with m the middle of each dimension's range, q·x = q·m + q·(x - m) and |q - x|² = |q
/// - m|² + |x - m|² - 2 (q - m)·(x - m).
public final class AffineCodec implements RowCodec {
    private final RowFormat format;
    private final CodeWidth width;
    private final double[] low;
    private final double[] step;
    private final double[] middle;

    /// What kernels read of a row.
    private final int codeBytes;

    /// For codes of 8 bits.
    private final Optional<RowRounding> rowRounding;

    /// Where a row's term lies under EUCLIDEAN: in the padding of its codes where there is room.
    /// Kernels multiply it by codes of the query that are 0.
    private final int term;

    private AffineCodec(RowFormat format, CodeWidth width, double[] low, double[] step) {
        this.format = format;
        this.width = width;
        this.low = low;
        this.step = step;
        this.middle = new double[low.length];
        Arrays.setAll(middle, i -> low[i] + step[i] * width.max / 2);
        this.codeBytes = RowCodec.padded(width.bytes(format.dimension()));
        this.term = (width.bytes(format.dimension()) + Float.BYTES - 1) / Float.BYTES * Float.BYTES;
        this.rowRounding =
                width == CodeWidth.EIGHT_BITS
                        ? Optional.of(
                                new RowRounding(codeBytes, euclidean() ? term : 0, middle, step))
                        : Optional.empty();
    }

    /// Learns the range of each dimension, its tails clipped.
    ///
    /// @param format what rows look like
    /// @param width the bits of a code
    /// @param sample at least one row
    /// @return a codec for rows like those
    public static AffineCodec train(RowFormat format, CodeWidth width, float[][] sample) {
        int dimension = format.dimension();
        var low = new double[dimension];
        var step = new double[dimension];
        var values = new float[sample.length];
        int tail = (int) (sample.length * width.tail);
        for (int i = 0; i < dimension; i++) {
            for (int row = 0; row < sample.length; row++) {
                values[row] = sample[row][i];
            }
            Arrays.sort(values);
            low[i] = values[tail];
            step[i] = (values[values.length - 1 - tail] - low[i]) / width.max;
        }
        return new AffineCodec(format, width, low, step);
    }

    /// The codec that has learnt these numbers.
    ///
    /// @param format what rows look like
    /// @param width the bits of a code
    /// @param learnt what [#learnt] gave: for each dimension its low, then for each its step
    /// @return the same codec
    /// @throws IllegalArgumentException when the numbers cannot have been learnt
    public static AffineCodec of(RowFormat format, CodeWidth width, double[] learnt) {
        int dimension = format.dimension();
        var low = Arrays.copyOf(learnt, dimension);
        var step = Arrays.copyOfRange(learnt, dimension, 2 * dimension);
        for (int i = 0; i < dimension; i++) {
            if (!(Math.abs(low[i]) <= Float.MAX_VALUE
                    && step[i] >= 0
                    && step[i] <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "codes of dimension %d must begin at a finite value with a finite step but were %s and %s"
                                .formatted(i, low[i], step[i]));
            }
        }
        return new AffineCodec(format, width, low, step);
    }

    @Override
    public long stride() {
        return euclidean() ? RowCodec.padded(term + Float.BYTES) : codeBytes;
    }

    private boolean euclidean() {
        return format.similarity() == Similarity.EUCLIDEAN;
    }

    @Override
    public void encode(float[] row, MemorySegment record, long at) {
        record.asSlice(at, codeBytes).fill((byte) 0);
        double distance = 0;
        for (int i = 0; i < format.dimension(); i++) {
            int code = code(row[i], i);
            width.put(record, at, i, code);
            double fromMiddle = step[i] * (code - width.max / 2.0);
            distance += fromMiddle * fromMiddle;
        }
        if (euclidean()) {
            record.set(FLOAT, at + term + TERM, (float) -distance);
        }
    }

    private int code(double value, int dimension) {
        if (step[dimension] == 0) {
            return 0;
        }
        return (int)
                Math.clamp(Math.round((value - low[dimension]) / step[dimension]), 0L, width.max);
    }

    @Override
    public void decode(MemorySegment record, long at, float[] row) {
        for (int i = 0; i < format.dimension(); i++) {
            row[i] = (float) (low[i] + step[i] * width.get(record, at, i));
        }
    }

    @Override
    public BlockKernel<float[]> kernel(BackendKernels kernels, Records rows) {
        var query = new CodeQuery(width.queryBytes(codeBytes), euclidean() ? term : 0);
        var codes =
                rowRounding
                        .map(rounding -> kernels.int8(rows, rounding))
                        .orElseGet(() -> kernels.int4(rows, codeBytes));
        var queries = rounding();
        return new CodedKernel(codes, query, values -> queries.round(values, query));
    }

    @Override
    public Optional<Batch> batch(
            BackendKernels kernels, Records rows, float[][] queries, OffHeap memory) {
        if (width != CodeWidth.EIGHT_BITS) {
            return Optional.empty();
        }
        var rounding = rounding();
        var rounded = new CodeQuery[queries.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = new CodeQuery(width.queryBytes(codeBytes), euclidean() ? term : 0);
            rounding.round(queries[i], rounded[i]);
        }
        return kernels.int8Batch(rows, rounded, memory);
    }

    private AffineRounding rounding() {
        return new AffineRounding(euclidean(), width.max, middle, step);
    }

    @Override
    public double[] learnt() {
        var learnt = Arrays.copyOf(low, 2 * low.length);
        System.arraycopy(step, 0, learnt, low.length, step.length);
        return learnt;
    }
}
