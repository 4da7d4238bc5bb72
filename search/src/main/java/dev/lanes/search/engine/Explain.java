package dev.lanes.search.engine;

/// Whether a search tells what each stage found.
public enum Explain {
    /// How many candidates, and how long it took.
    COUNTS,
    /// The candidates with their scores too.
    CANDIDATES
}
