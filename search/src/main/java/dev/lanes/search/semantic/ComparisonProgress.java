package dev.lanes.search.semantic;

/// Is told how far a computation is.
@FunctionalInterface
public interface ComparisonProgress {
    /// Ignores everything.
    ComparisonProgress NONE = (compared, planned) -> {};

    /// Some rows were compared. The calls come from any thread that works, one at a time and with
    /// ascending numbers; the others wait for it. What it throws ends the computation and reaches
    /// the caller.
    ///
    /// @param compared pairs of rows that were compared until now
    /// @param planned how many there are to be compared, as far as is known: it grows when a
    ///   computation comes to its next part
    void compared(long compared, long planned);
}
