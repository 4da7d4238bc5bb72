package dev.lanes.hnsw;

import java.util.Objects;
import java.util.Optional;

/// Which rows a search is about.
///
/// @param filter which rows may be returned; without one, all
/// @param grouping which of them belong together; without one, each stands for itself
public record Scope(Optional<RowFilter> filter, Optional<Grouping> grouping) {
    public Scope {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(grouping, "grouping");
    }

    /// All rows, each for itself.
    ///
    /// @return a scope
    public static Scope all() {
        return new Scope(Optional.empty(), Optional.empty());
    }
}
