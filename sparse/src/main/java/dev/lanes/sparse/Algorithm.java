package dev.lanes.sparse;

/// How the best rows are found. All of these are exact: they return the same hits.
public enum Algorithm {
    /// The planner chooses by the query and its lists.
    AUTO,
    /// Scores every row by the forward index: the oracle of the others.
    EXHAUSTIVE,
    /// Adds up all postings of the query's terms in windows of rows.
    ACCUMULATOR,
    /// Does not read the lists that together can add little (Turtle and Flood 1995).
    MAX_SCORE,
    /// Bounds frequent terms by maxima of blocks of rows (after BMP, arXiv:2405.01117).
    BMP
}
