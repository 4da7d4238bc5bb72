package dev.lanes.sparse;

/// What a search did.
///
/// @param algorithm what found the rows; never AUTO
/// @param reason why that, for people
/// @param work what it took
public record Explanation(Algorithm algorithm, String reason, Work work) {
    /// The same with more rows scored, which are the second phase of a search.
    Explanation plusRows(int rows) {
        var all =
                new Work(
                        work.postings(),
                        work.postingsSkipped(),
                        work.rows() + rows,
                        work.rowsSkipped());
        return new Explanation(algorithm, reason + ", by the heavy terms", all);
    }

    /// What a search took.
    ///
    /// @param postings entries of the query's lists that were added up
    /// @param postingsSkipped entries of those lists that were not
    /// @param rows rows that were scored by the forward index
    /// @param rowsSkipped rows that were not
    public record Work(long postings, long postingsSkipped, long rows, long rowsSkipped) {}
}
