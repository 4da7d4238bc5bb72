package dev.lanes.hnsw;

/// A search that keeps so many candidates on the way.
///
/// @param candidates at least 1; fewer than k count as k. More of them take longer and find more
public record EfSearch(int candidates) implements Effort {
    public EfSearch {
        if (candidates < 1) {
            throw new IllegalArgumentException("efSearch must be at least 1 but was " + candidates);
        }
    }

    /// So many candidates.
    ///
    /// @param candidates at least 1
    /// @return an effort
    public static EfSearch of(int candidates) {
        return new EfSearch(candidates);
    }
}
