package dev.lanes.sparse;

import dev.lanes.vector.IdSet;
import java.util.Objects;
import java.util.Optional;

/// What a search is to find, and how. Keep it for the next search: it is immutable.
///
/// @param k how many rows, at least 1
/// @param algorithm how they are found
/// @param filter the ids that may be returned; all when empty
public record SparseSearchSettings(int k, Algorithm algorithm, Optional<IdSet> filter) {
    public SparseSearchSettings {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1 but was " + k);
        }
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(filter, "filter");
    }

    /// The best of all rows, found as the planner chooses.
    ///
    /// @param k how many rows, at least 1
    /// @return settings to go on from
    public static SparseSearchSettings of(int k) {
        return new SparseSearchSettings(k, Algorithm.AUTO, Optional.empty());
    }

    /// Whether an id may be returned.
    boolean passes(long id) {
        return filter.isEmpty() || filter.get().contains(id);
    }

    /// The same by an algorithm.
    ///
    /// @param other how rows are found
    /// @return new settings
    public SparseSearchSettings withAlgorithm(Algorithm other) {
        return new SparseSearchSettings(k, other, filter);
    }

    /// The same among some rows.
    ///
    /// @param ids those that may be returned; others need not be in the index
    /// @return new settings
    public SparseSearchSettings withFilter(IdSet ids) {
        return new SparseSearchSettings(k, algorithm, Optional.of(ids));
    }
}
