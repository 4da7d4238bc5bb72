package dev.lanes.sparse.text;

/// Scores are whole numbers of a small unit, so that a sum is the same in every order: each
/// algorithm gives exactly what every other gives. A row that has a term scores at least one unit.
///
/// @param impacts what terms add to a score before they are weighted
/// @param scale units in a score of 1: as many as let the sum of all terms fit
record Scoring(Impacts impacts, double scale) {
    /// The most units that a row may score, but for one a term, which rounding adds.
    private static final double MOST_UNITS = 1 << 30;

    /// @param bound the most that a row may score
    static Scoring of(Impacts impacts, double bound) {
        return new Scoring(impacts, MOST_UNITS / Math.max(bound, Double.MIN_NORMAL));
    }

    /// What an impact is multiplied by.
    float units(double weight) {
        return (float) (weight * scale);
    }

    /// @param units of the weight
    static int score(float units, float impact) {
        return (int) (units * impact) + 1;
    }

    /// @param bound of the impacts
    static int bound(float units, float bound) {
        return (int) Math.min(MOST_UNITS + 1, (double) units * bound * (1 + 1e-6) + 2);
    }
}
