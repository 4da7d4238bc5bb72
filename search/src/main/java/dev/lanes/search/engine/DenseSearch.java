package dev.lanes.search.engine;

import dev.lanes.search.retrieval.DenseEffort;
import dev.lanes.vector.IdSet;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// What is wanted of a dense field.
///
/// @param k how many documents, at least 1
/// @param effort how hard they are searched for
/// @param rows the rows that may be returned; all when empty
/// @param time after which the search is to end with what it has; above 0
public record DenseSearch(
        int k, DenseEffort effort, Optional<IdSet> rows, Optional<Duration> time) {
    public DenseSearch {
        Objects.requireNonNull(effort, "effort");
        Objects.requireNonNull(rows, "rows");
        Objects.requireNonNull(time, "time");
    }
}
