package dev.lanes.sparse;

import dev.lanes.vector.IdSet;
import java.util.Objects;
import java.util.Optional;

/// What a search is to find, and how. Keep it for the next search: it is immutable.
///
/// @param k how many rows, at least 1
/// @param algorithm how they are found
/// @param filter the ids that may be returned; all when empty
/// @param seismic what [Algorithm#SEISMIC] looks at
/// @param twoPhase whether few terms find rows that all terms score again; then a search is
///   approximate
public record SparseSearchSettings(
        int k,
        Algorithm algorithm,
        Optional<IdSet> filter,
        SeismicSearch seismic,
        Optional<TwoPhase> twoPhase) {
    public SparseSearchSettings {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1 but was " + k);
        }
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(seismic, "seismic");
        Objects.requireNonNull(twoPhase, "twoPhase");
    }

    /// The best of all rows, found as the planner chooses.
    ///
    /// @param k how many rows, at least 1
    /// @return settings to go on from
    public static SparseSearchSettings of(int k) {
        return new SparseSearchSettings(
                k, Algorithm.AUTO, Optional.empty(), SeismicSearch.of(), Optional.empty());
    }

    /// The same for another number of rows.
    ///
    /// @param wanted how many rows, at least 1
    /// @return new settings
    public SparseSearchSettings withK(int wanted) {
        return new SparseSearchSettings(wanted, algorithm, filter, seismic, twoPhase);
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
        return new SparseSearchSettings(k, other, filter, seismic, twoPhase);
    }

    /// The same among some rows.
    ///
    /// @param ids those that may be returned; others need not be in the index
    /// @return new settings
    public SparseSearchSettings withFilter(IdSet ids) {
        return new SparseSearchSettings(k, algorithm, Optional.of(ids), seismic, twoPhase);
    }

    /// The same with another depth of [Algorithm#SEISMIC].
    ///
    /// @param depth what it looks at
    /// @return new settings
    public SparseSearchSettings withSeismic(SeismicSearch depth) {
        return new SparseSearchSettings(k, algorithm, filter, depth, twoPhase);
    }

    /// The same in two phases.
    ///
    /// @param phases which terms find rows, and how many
    /// @return new settings
    public SparseSearchSettings withTwoPhase(TwoPhase phases) {
        return new SparseSearchSettings(k, algorithm, filter, seismic, Optional.of(phases));
    }
}
