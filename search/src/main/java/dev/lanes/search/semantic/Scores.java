package dev.lanes.search.semantic;

import dev.lanes.vector.Similarity;

/// What a row's raw value must be for a score.
final class Scores {
    /// More than what the rounding of a score may lose.
    private static final double ROUNDING = 0x1p-20;

    private Scores() {}

    /// A raw value that is reached by every row whose score reaches another; some rows below that
    /// score may reach it too.
    ///
    /// @param score not NaN
    static float leastRaw(Similarity similarity, float score) {
        return switch (similarity) {
            case DOT -> score;
            case COSINE -> score <= -1 ? Float.NEGATIVE_INFINITY : score;
            case EUCLIDEAN -> leastRawOfDistance(score);
        };
    }

    private static float leastRawOfDistance(float score) {
        if (score <= 0) {
            return Float.NEGATIVE_INFINITY;
        }
        if (score > 1) {
            return Float.POSITIVE_INFINITY;
        }
        double squared = 1 / (double) score - 1;
        return (float) -(squared * (1 + ROUNDING) + ROUNDING);
    }
}
