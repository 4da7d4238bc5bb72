package dev.lanes.hnsw;

/// The rule that a count is at least 1.
final class Positive {
    private Positive() {}

    /// Refuses a count that is not.
    ///
    /// @param name of the count, for the message
    static void require(String name, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "%s must be at least 1 but was %d".formatted(name, count));
        }
    }
}
