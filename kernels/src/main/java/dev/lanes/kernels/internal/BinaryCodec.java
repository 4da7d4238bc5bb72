package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.CodeQuery.BIT_TAIL_BYTES;
import static dev.lanes.kernels.internal.CodeQuery.FACTOR;
import static dev.lanes.kernels.internal.CodeQuery.FLOAT;
import static dev.lanes.kernels.internal.CodeQuery.INT;
import static dev.lanes.kernels.internal.CodeQuery.POPULATION;
import static dev.lanes.kernels.internal.CodeQuery.TERM;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.lanes.kernels.RowFormat;
import dev.lanes.memory.Records;
import dev.lanes.vector.Similarity;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// One bit a value, after RaBitQ (Gao and Long, SIGMOD 2024).
///
/// With c the centroid of the sample and R a rotation, o = R(x - c) is kept as its signs s, and f =
/// |o|² / Σ|oᵢ|. For q' = R(q - c), f · (s·q') is an unbiased estimate of o·q', and with it |q -
/// x|² = |o|² + |q - c|² - 2 o·q' and q·x = o·q' + q·c + c·(x - c). The query keeps 4 bits a value,
/// q' ≈ low + unit · code, so s·q' takes bits in common with four planes of bits.
public final class BinaryCodec implements RowCodec {
    private static final int BLOCK = 64;
    private static final int PLANES = 4;
    private static final int QUERY_MAX = 15;

    /// Where a row's numbers lie begins on such a boundary.
    private static final int WORDS = 16;

    private final RowFormat format;
    private final double[] centroid;
    private final Rotation rotation;
    private final int tail;

    private BinaryCodec(RowFormat format, double[] centroid) {
        this.format = format;
        this.centroid = centroid;
        this.rotation = new Rotation(format.dimension());
        int bytes = (format.dimension() + Byte.SIZE - 1) / Byte.SIZE;
        this.tail = (bytes + WORDS - 1) / WORDS * WORDS;
    }

    /// Learns the centroid.
    ///
    /// @param format what rows look like
    /// @param sample at least one row
    /// @return a codec for rows like those
    public static BinaryCodec train(RowFormat format, float[][] sample) {
        var centroid = new double[format.dimension()];
        for (int i = 0; i < centroid.length; i++) {
            double sum = 0;
            for (var row : sample) {
                sum += row[i];
            }
            centroid[i] = sum / sample.length;
        }
        return new BinaryCodec(format, centroid);
    }

    /// The codec that has learnt these numbers.
    ///
    /// @param format what rows look like
    /// @param learnt what [#learnt] gave: the centroid
    /// @return the same codec
    /// @throws IllegalArgumentException when the numbers cannot have been learnt
    public static BinaryCodec of(RowFormat format, double[] learnt) {
        for (int i = 0; i < format.dimension(); i++) {
            if (!(Math.abs(learnt[i]) <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "value %d of the centroid must be finite but was %s"
                                .formatted(i, learnt[i]));
            }
        }
        return new BinaryCodec(format, learnt.clone());
    }

    @Override
    public long stride() {
        return RowCodec.padded(tail + BIT_TAIL_BYTES);
    }

    private boolean euclidean() {
        return format.similarity() == Similarity.EUCLIDEAN;
    }

    @Override
    public void encode(float[] row, MemorySegment record, long at) {
        var centred = centred(row);
        double squares = dot(centred, centred);
        double along = dot(centred, centroid);
        rotation.apply(centred);
        double sum = 0;
        int population = 0;
        record.asSlice(at, tail).fill((byte) 0);
        for (int i = 0; i < centred.length; i++) {
            sum += Math.abs(centred[i]);
            if (centred[i] > 0) {
                long place = at + i / Byte.SIZE;
                int bit = 1 << (i % Byte.SIZE);
                record.set(JAVA_BYTE, place, (byte) (record.get(JAVA_BYTE, place) | bit));
                population++;
            }
        }
        double factor = sum == 0 ? 0 : Math.min(squares / sum, Float.MAX_VALUE / 2);
        record.set(FLOAT, at + tail + TERM, (float) (euclidean() ? -squares : along));
        record.set(FLOAT, at + tail + FACTOR, (float) (euclidean() ? 2 * factor : factor));
        record.set(INT, at + tail + POPULATION, population);
    }

    private double[] centred(float[] row) {
        var centred = new double[centroid.length];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = row[i] - centroid[i];
        }
        return centred;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < b.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public void decode(MemorySegment record, long at, float[] row) {
        float stored = record.get(FLOAT, at + tail + FACTOR);
        float factor = euclidean() ? stored / 2 : stored;
        var signs = new double[centroid.length];
        for (int i = 0; i < signs.length; i++) {
            int bit = (record.get(JAVA_BYTE, at + i / Byte.SIZE) >> (i % Byte.SIZE)) & 1;
            signs[i] = bit == 1 ? factor : -factor;
        }
        rotation.undo(signs);
        for (int i = 0; i < signs.length; i++) {
            row[i] = (float) (centroid[i] + signs[i]);
        }
    }

    @Override
    public BlockKernel<float[]> kernel(BackendKernels kernels, Records rows) {
        var query = new CodeQuery(PLANES * Math.toIntExact(stride()), tail);
        return new CodedKernel(kernels.binary(rows), query, values -> round(values, query));
    }

    private void round(float[] values, CodeQuery query) {
        var centred = centred(values);
        query.offset =
                euclidean()
                        ? -dot(centred, centred)
                        : dot(centred, centroid) + dot(centroid, centroid);
        rotation.apply(centred);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : centred) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double unit = (high - low) / QUERY_MAX;
        Arrays.fill(query.codes, (byte) 0);
        int total = 0;
        for (int i = 0; i < centred.length; i++) {
            int code = unit == 0 ? 0 : (int) Math.round((centred[i] - low) / unit);
            total += code;
            putPlanes(query.codes, i, code);
        }
        query.scale = 2 * unit;
        query.perBit = 2 * low;
        query.shift = -(unit * total + low * centred.length);
        query.total = total;
    }

    private static void putPlanes(byte[] planes, int i, int code) {
        int at = i / Byte.SIZE;
        int first = at / BLOCK * PLANES * BLOCK + at % BLOCK;
        for (int plane = 0; plane < PLANES; plane++) {
            planes[first + plane * BLOCK] |= (byte) (((code >> plane) & 1) << (i % Byte.SIZE));
        }
    }

    @Override
    public double[] learnt() {
        return centroid.clone();
    }
}
