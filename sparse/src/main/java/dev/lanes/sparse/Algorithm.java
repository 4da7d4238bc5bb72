package dev.lanes.sparse;

/// How the best rows are found. All of these are exact: they return the same hits.
public enum Algorithm {
    /// The planner chooses by the query and its lists.
    AUTO,
    /// Scores every row by the forward index.
    EXHAUSTIVE
}
