package dev.lanes.search.engine;

/// Why a stage ended before it was done.
public enum Cut {
    /// The time of the search was up.
    DEADLINE,
    /// The thread that searches was interrupted.
    INTERRUPTED
}
