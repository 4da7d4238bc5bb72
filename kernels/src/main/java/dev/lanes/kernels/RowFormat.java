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
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new IllegalArgumentException(
                        "vector must have finite values but value %d was %s"
                                .formatted(i, vector[i]));
            }
        }
    }

    /// Checks a vector and copies it as codecs want it: padded, and of length 1 under COSINE.
    void prepare(float[] vector, float[] row) {
        check(vector);
        if (similarity != Similarity.COSINE) {
            System.arraycopy(vector, 0, row, 0, vector.length);
            return;
        }
        double norm = norm(vector);
        for (int i = 0; i < vector.length; i++) {
            row[i] = norm == 0 ? 0 : (float) (vector[i] / norm);
        }
    }

    /// The length of a vector, in double, where it can neither overflow nor vanish.
    static double norm(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
