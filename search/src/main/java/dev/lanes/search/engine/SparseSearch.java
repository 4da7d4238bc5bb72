package dev.lanes.search.engine;

import dev.lanes.sparse.TwoPhase;
import dev.lanes.vector.IdSet;
import java.util.Objects;
import java.util.Optional;

/// What is wanted of a sparse field.
///
/// @param k how many documents, at least 1
/// @param twoPhase whether the heavy terms find the rows that all terms score
/// @param rows the rows that may be returned; all when empty
public record SparseSearch(int k, Optional<TwoPhase> twoPhase, Optional<IdSet> rows) {
    public SparseSearch {
        Objects.requireNonNull(twoPhase, "twoPhase");
        Objects.requireNonNull(rows, "rows");
    }
}
