package dev.lanes.sparse;

/// Chooses the algorithm for a query, all of which find the same rows.
final class Planner {
    /// A row scored by the forward index takes as long as so many rows of a scan.
    private static final int ROWS_A_ROW = 16;

    /// With more than one wanted row in so many, thresholds are so low that pruning saves less than
    /// it takes.
    private static final int ROWS_A_WANTED_ROW = 1024;

    /// With less than one posting for so many rows, there is little to prune.
    private static final int ROWS_A_POSTING = 8;

    /// What was chosen.
    ///
    /// @param algorithm not AUTO
    /// @param reason why, for people
    record Plan(Algorithm algorithm, String reason) {}

    private Planner() {}

    /// A plan.
    ///
    /// @param passing how many rows may be returned
    /// @param k how many are wanted
    static Plan plan(Segment segment, QueryLists lists, long passing, int k) {
        int size = segment.size();
        if (passing * ROWS_A_ROW < size) {
            return new Plan(
                    Algorithm.EXHAUSTIVE, "the filter lets %d rows pass".formatted(passing));
        }
        if ((long) k * ROWS_A_WANTED_ROW > size) {
            return new Plan(Algorithm.ACCUMULATOR, "%d of %d rows are wanted".formatted(k, size));
        }
        if (lists.postings() * ROWS_A_POSTING < size) {
            return new Plan(
                    Algorithm.ACCUMULATOR,
                    "the lists have %d postings".formatted(lists.postings()));
        }
        for (int i = 0; i < lists.size(); i++) {
            if (lists.list(i).maximaRow() != PostingLists.NO_MAXIMA) {
                return new Plan(Algorithm.BMP, "the query has terms that are frequent");
            }
        }
        return new Plan(Algorithm.MAX_SCORE, "the query has no term that is frequent");
    }
}
