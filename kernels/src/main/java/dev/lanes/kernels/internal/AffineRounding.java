package dev.lanes.kernels.internal;

/// Rounds queries to codes for rows of an [AffineCodec]: a query's values from their origin, each
/// multiplied by the step of its dimension, over the largest of these products.
///
/// Queries of the size of the rows are rounded in float32 by plain loops that C2 makes vectors of.
/// It makes none of sums and maxima of floating-point numbers, so the maximum is one of integers,
/// products in units of a quantum; whatever does not fit there is rounded in double. For one
/// thread.
final class AffineRounding {
    private static final int QUERY_MAX = 127;

    /// The largest product that the range of the rows allows, in quanta.
    private static final double RANGE = 1 << 24;

    /// A maximum of fewer quanta is not sharp enough.
    private static final int LEAST_MAXIMUM = 1 << 12;

    /// Added and subtracted, it rounds a float of up to 2²² to an integer.
    private static final float ROUNDING = 0x1.8p23f;

    private final boolean euclidean;
    private final double halfRange;
    private final double[] middle;
    private final double[] step;
    private final double quantum;

    /// By dimension, padded with zeros as queries are: where the query is taken from, ...
    private final float[] origin;

    /// ... what its distance from there, or under other similarities the middle, is multiplied by
    /// for what all rows have in common, ...
    private final float[] narrowMiddle;

    /// ... and the step over the quantum.
    private final float[] weight;

    private final float[] place;
    private final float[] weighted;

    /// For a codec.
    ///
    /// @param euclidean whether queries are taken from the middle
    /// @param largestCode of a row
    /// @param middle of the range of each dimension
    /// @param step of each dimension
    AffineRounding(boolean euclidean, int largestCode, double[] middle, double[] step) {
        this.euclidean = euclidean;
        this.halfRange = largestCode / 2.0;
        this.middle = middle;
        this.step = step;
        int lanes = BackendKernels.LANES;
        int padded = (step.length + lanes - 1) / lanes * lanes;
        this.narrowMiddle = new float[padded];
        this.weight = new float[padded];
        this.place = new float[padded];
        this.weighted = new float[padded];
        double largest = 0;
        for (int i = 0; i < step.length; i++) {
            narrowMiddle[i] = (float) middle[i];
            double reach = step[i] * halfRange + (euclidean ? 0 : Math.abs(middle[i]));
            largest = Math.max(largest, step[i] * reach);
        }
        this.quantum = largest / RANGE;
        for (int i = 0; i < step.length; i++) {
            weight[i] = quantum == 0 ? 0 : (float) (step[i] / quantum);
        }
        this.origin = euclidean ? narrowMiddle : new float[padded];
    }

    /// Rounds a query.
    ///
    /// @param values its values
    /// @param query receives its codes and numbers
    void round(float[] values, CodeQuery query) {
        for (int i = 0; i < place.length; i++) {
            float distance = values[i] - origin[i];
            place[i] = distance;
            weighted[i] = distance * weight[i];
        }
        int largest = 0;
        for (int i = 0; i < weighted.length; i++) {
            largest = Math.max(largest, (int) Math.abs(weighted[i]));
        }
        if (largest < LEAST_MAXIMUM || largest == Integer.MAX_VALUE) {
            roundInDouble(values, query);
            return;
        }
        float unit = (largest + 1f) / QUERY_MAX;
        roundTo(1 / unit, query.codes);
        double fixed = euclidean ? -dot(place, place) : dot(place, narrowMiddle);
        finish(query, fixed, unit * quantum, total(query.codes));
    }

    private void roundTo(float inverse, byte[] codes) {
        for (int i = 0; i < weighted.length; i++) {
            weighted[i] = weighted[i] * inverse + ROUNDING - ROUNDING;
        }
        for (int i = 0; i < weighted.length; i++) {
            codes[i] = (byte) weighted[i];
        }
    }

    /// By way of floats, since a bare sum is not made of vectors either.
    private static int total(byte[] codes) {
        int total = 0;
        for (int i = 0; i < codes.length; i++) {
            total += (int) (float) codes[i];
        }
        return total;
    }

    /// Several sums, or each addition would wait for the one before.
    private static double dot(float[] a, float[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int i = 0; i < a.length; i += 4) {
            s0 += (double) a[i] * b[i];
            s1 += (double) a[i + 1] * b[i + 1];
            s2 += (double) a[i + 2] * b[i + 2];
            s3 += (double) a[i + 3] * b[i + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private void roundInDouble(float[] values, CodeQuery query) {
        var exact = new double[step.length];
        double largest = 0;
        double fixed = 0;
        for (int i = 0; i < exact.length; i++) {
            double value = euclidean ? values[i] - middle[i] : values[i];
            fixed += euclidean ? -value * value : value * middle[i];
            exact[i] = value * step[i];
            largest = Math.max(largest, Math.abs(exact[i]));
        }
        double unit = largest / QUERY_MAX;
        int total = 0;
        for (int i = 0; i < exact.length; i++) {
            int code = unit == 0 ? 0 : (int) Math.round(exact[i] / unit);
            query.codes[i] = (byte) code;
            total += code;
        }
        finish(query, fixed, unit, total);
    }

    private void finish(CodeQuery query, double fixed, double unit, int total) {
        query.scale = euclidean ? 2 * unit : unit;
        query.shift = fixed - query.scale * halfRange * total;
        query.total = total;
    }
}
