package dev.lanes.jmh.data;

import dev.lanes.vector.SparseVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;

/// CSR files as bytes, written independently of the writer.
public final class CsrBytes {
    private CsrBytes() {}

    /// A file of any numbers.
    public static byte[] of(long[] header, long[] starts, int[] terms, float... weights) {
        ByteBuffer bytes =
                ByteBuffer.allocate(
                                8 * (header.length + starts.length)
                                        + 4 * (terms.length + weights.length))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (long value : header) {
            bytes.putLong(value);
        }
        for (long value : starts) {
            bytes.putLong(value);
        }
        for (int term : terms) {
            bytes.putInt(term);
        }
        for (float weight : weights) {
            bytes.putFloat(weight);
        }
        return bytes.array();
    }

    /// Rows as a file.
    public static byte[] of(int columns, List<SparseVector> rows) {
        long[] starts = new long[rows.size() + 1];
        for (int row = 0; row < rows.size(); row++) {
            starts[row + 1] = starts[row] + rows.get(row).size();
        }
        int[] terms = new int[(int) starts[rows.size()]];
        float[] weights = new float[terms.length];
        int next = 0;
        for (SparseVector row : rows) {
            for (int i = 0; i < row.size(); i++) {
                terms[next] = row.term(i);
                weights[next++] = row.weight(i);
            }
        }
        return of(new long[] {rows.size(), columns, terms.length}, starts, terms, weights);
    }

    /// Rows of at most 20 terms, some of which are far more frequent than others.
    public static List<SparseVector> random(int columns, int rows, long seed) {
        Random random = new Random(seed);
        return random.ints(rows, 1, 21)
                .mapToObj(length -> {
                    int[] terms =
                            random.doubles(length)
                                    .mapToInt(u -> (int) (u * u * columns))
                                    .distinct()
                                    .sorted()
                                    .toArray();
                    float[] weights = new float[terms.length];
                    for (int i = 0; i < weights.length; i++) {
                        weights[i] = 0.01f + 3 * random.nextFloat();
                    }
                    return SparseVector.of(terms, weights);
                })
                .toList();
    }
}
