package dev.lanes.hnsw;

/// A search that keeps so many candidates on the way.
///
/// @param candidates at least 1; fewer than k count as k. More of them take longer and find more
public record EfSearch(int candidates) implements Effort {
    public EfSearch {
        Positive.require("efSearch", candidates);
    }

    /// So many candidates.
    ///
    /// @param candidates at least 1
    /// @return an effort
    public static EfSearch of(int candidates) {
        return new EfSearch(candidates);
    }
}
