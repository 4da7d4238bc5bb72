package dev.lanes.hnsw;

/// How a search finds its rows.
public enum Regime {
    /// A walk in which every row may be a result.
    PLAIN,
    /// The same walk, in which rows that the filter rejects lead the way and are no results.
    FILTERED,
    /// A walk from one passing row to the next: of a neighbour that is rejected, its own neighbours
    /// are looked at instead (ACORN, arXiv:2403.04871).
    TWO_HOP,
    /// Every row that passes is compared with the query.
    EXACT
}
