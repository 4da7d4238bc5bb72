package dev.lanes.hnsw;

/// A search that finds a share of the k closest rows, in the mean over queries like the rows of the
/// index: as many candidates are kept as a sample of the rows has needed for that.
///
/// @param target the share, above 0 and below 1
public record Recall(double target) implements Effort {
    public Recall {
        if (!(target > 0 && target < 1)) {
            throw new IllegalArgumentException(
                    "recall must be above 0 and below 1 but was " + target);
        }
    }

    /// At least that share.
    ///
    /// @param target above 0 and below 1
    /// @return an effort
    public static Recall atLeast(double target) {
        return new Recall(target);
    }
}
