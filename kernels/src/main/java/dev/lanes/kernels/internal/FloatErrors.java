package dev.lanes.kernels.internal;

import dev.lanes.vector.Similarity;

/// How far the values of two kernels may lie from each other that add the same float32 products in
/// different orders.
///
/// A sum of n products, each step rounded, is within n·u·Σ|qᵢrᵢ| of the true one, u = 2⁻²⁴, and the
/// sum of magnitudes is at most |q||r|. A batch kernel and a scorer are each off by that. Under
/// EUCLIDEAN the batch kernel has 2qr − |r|², whose parts are together at most (|q| + |r|)² and may
/// cancel, and so has the scorer's d² at most (|q| + |r|)², each within n + 3 steps.
final class FloatErrors {
    private static final double UNIT = 0x1p-24;
    private static final int MORE_STEPS = 8;

    /// A bound on |q||r| above this may overflow on the way.
    private static final double SAFE = Float.MAX_VALUE / 16;

    private FloatErrors() {}

    static double length(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    /// The bound for a query and all rows up to a length.
    ///
    /// @return infinite when sums may have overflowed
    static double bound(Similarity similarity, int dimension, double query, double row) {
        double magnitude =
                similarity == Similarity.EUCLIDEAN ? (query + row) * (query + row) : query * row;
        if (!(magnitude < SAFE)) {
            return Double.POSITIVE_INFINITY;
        }
        double steps = 2.0 * (dimension + MORE_STEPS);
        // Products below the smallest float lose their whole value, not a part of it.
        return steps * (UNIT * magnitude * (1 + 0x1p-10) + Float.MIN_VALUE);
    }
}
