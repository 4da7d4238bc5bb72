package dev.lanes.kernels;

import dev.lanes.vector.Similarity;
import java.util.Objects;

/// What the rows of a matrix look like.
///
/// @param dimension values a row, 1 to 4096
/// @param similarity how rows are compared
public record RowFormat(int dimension, Similarity similarity) {
    /// The largest dimension.
    public static final int MAX_DIMENSION = 4096;

    public RowFormat {
        if (dimension < 1 || dimension > MAX_DIMENSION) {
            throw new IllegalArgumentException(
                    "dimension must be in 1..%d but was %d".formatted(MAX_DIMENSION, dimension));
        }
        Objects.requireNonNull(similarity, "similarity");
    }

    /// Refuses what cannot be a row or a query.
    ///
    /// @param vector the values
    /// @throws IllegalArgumentException when it has another dimension, or a value that is NaN or
    ///   infinite; the message gives its place
    public void check(float[] vector) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException(
                    "vector must have dimension %d but had %d".formatted(dimension, vector.length));
        }
        // What is not finite leaves NaN here, which is 0 as an integer. A sum of integers, since C2
        // makes vectors of those.
        int finite = 0;
        for (int i = 0; i < vector.length; i++) {
            finite += (int) (vector[i] * 0 + 1);
        }
        if (finite != vector.length) {
            throw new IllegalArgumentException(notFinite(vector));
        }
    }

    private static String notFinite(float[] vector) {
        int i = 0;
        while (Float.isFinite(vector[i])) {
            i++;
        }
        return "vector must have finite values but value %d was %s".formatted(i, vector[i]);
    }

    /// Checks a vector and copies it as codecs want it: padded, and of length 1 under COSINE.
    void prepare(float[] vector, float[] row) {
        check(vector);
        if (similarity != Similarity.COSINE) {
            System.arraycopy(vector, 0, row, 0, vector.length);
            return;
        }
        double norm = norm(vector);
        double inverse = norm == 0 ? 0 : 1 / norm;
        for (int i = 0; i < vector.length; i++) {
            row[i] = (float) (vector[i] * inverse);
        }
    }

    /// The length of a vector, in double, where it can neither overflow nor vanish.
    static double norm(float[] vector) {
        // The JIT keeps the order of sums: with one it would wait for each addition.
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i < vector.length - 3; i += 4) {
            s0 += (double) vector[i] * vector[i];
            s1 += (double) vector[i + 1] * vector[i + 1];
            s2 += (double) vector[i + 2] * vector[i + 2];
            s3 += (double) vector[i + 3] * vector[i + 3];
        }
        for (; i < vector.length; i++) {
            s0 += (double) vector[i] * vector[i];
        }
        return Math.sqrt((s0 + s1) + (s2 + s3));
    }
}
