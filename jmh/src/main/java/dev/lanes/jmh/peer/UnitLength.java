package dev.lanes.jmh.peer;

import dev.lanes.vector.Similarity;

/// Rows of length 1, for libraries whose cosine is a dot product.
final class UnitLength {
    private UnitLength() {}

    /// A row as it is to be stored or searched for.
    ///
    /// @return the row itself, or under COSINE a copy of length 1; one of zeros stays as it is: its
    ///   dot product with every row is 0, as its cosine is
    static float[] under(Similarity similarity, float[] row) {
        if (similarity != Similarity.COSINE) {
            return row;
        }
        float squares = 0;
        for (float value : row) {
            squares = Math.fma(value, value, squares);
        }
        if (squares == 0) {
            return row;
        }
        float[] unit = new float[row.length];
        float factor = (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < unit.length; i++) {
            unit[i] = row[i] * factor;
        }
        return unit;
    }
}
