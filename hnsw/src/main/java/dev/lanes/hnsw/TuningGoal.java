package dev.lanes.hnsw;

/// What an index is to do, for an [HnswTuner].
///
/// @param k how many rows a search asks for, at least 1
/// @param recall the mean share of the k closest rows that it must find, above 0 and below 1
/// @param mostBytesPerRow the most that a row may take outside the heap, above 0; infinite when it
///   does not matter
/// @param mostMicroseconds the most that a search may take in the mean, above 0; infinite when it
///   does not matter
public record TuningGoal(int k, double recall, double mostBytesPerRow, double mostMicroseconds) {
    public TuningGoal {
        Positive.require("k", k);
        if (!(recall > 0 && recall < 1)) {
            throw new IllegalArgumentException(
                    "recall must be above 0 and below 1 but was " + recall);
        }
        requirePositive("mostBytesPerRow", mostBytesPerRow);
        requirePositive("mostMicroseconds", mostMicroseconds);
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(
                    "%s must be above 0 but was %s".formatted(name, value));
        }
    }

    /// A recall, as fast as possible.
    ///
    /// @param k how many rows a search asks for, at least 1
    /// @param recall above 0 and below 1
    /// @return a goal to go on from
    public static TuningGoal of(int k, double recall) {
        return new TuningGoal(k, recall, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /// The same with rows that take so much at most.
    ///
    /// @param most bytes outside the heap, above 0
    /// @return a new goal
    public TuningGoal withMostBytesPerRow(double most) {
        return new TuningGoal(k, recall, most, mostMicroseconds);
    }

    /// The same with searches that take so long at most.
    ///
    /// @param most microseconds on one thread, above 0
    /// @return a new goal
    public TuningGoal withMostMicroseconds(double most) {
        return new TuningGoal(k, recall, mostBytesPerRow, most);
    }

    /// Whether a candidate does it.
    ///
    /// @param candidate what was measured
    /// @return whether its recall is high enough, and its bytes and time low enough
    public boolean isMetBy(TuningCandidate candidate) {
        return candidate.recall() >= recall
                && candidate.bytesPerRow() <= mostBytesPerRow
                && candidate.microseconds() <= mostMicroseconds;
    }
}
