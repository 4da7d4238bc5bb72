package dev.lanes.hnsw;

/// What a search did. Of a search that had to be made again, because rows were replaced meanwhile,
/// the last one counts.
///
/// @param regime how the rows were found in the end
/// @param reason why so, for people
/// @param passing how many rows the filter lets pass; without a filter, how many there are
/// @param work what it took
/// @param ending why it ended
public record Explanation(Regime regime, String reason, int passing, Work work, Ending ending) {
    /// What a search took.
    ///
    /// @param distances comparisons of the query with rows, on codes and in full precision
    /// @param expanded nodes whose links were followed on level 0
    public record Work(long distances, long expanded) {}

    /// Why a search ended.
    public enum Ending {
        /// It was done.
        COMPLETE,
        /// It had made the comparisons of its budget.
        DISTANCES_SPENT,
        /// It had taken the time of its budget.
        TIME_SPENT,
        /// Its thread was interrupted.
        INTERRUPTED
    }
}
