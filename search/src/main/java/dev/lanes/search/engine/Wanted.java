package dev.lanes.search.engine;

import dev.lanes.search.retrieval.Retriever;
import dev.lanes.vector.IdSet;
import java.util.Optional;
import java.util.OptionalInt;

/// What a node is asked for from above.
///
/// @param depth how many candidates, in 1..[Retriever#LIMIT]
/// @param rows the rows that may be returned; all when empty
record Wanted(int depth, Optional<IdSet> rows) {
    /// As many as a window has; without one no fewer than is usual.
    Wanted within(OptionalInt window) {
        return deep(window.orElse(Math.max(depth, Retriever.WINDOW)));
    }

    Wanted deep(int candidates) {
        return new Wanted(Math.min(candidates, Retriever.LIMIT), rows);
    }

    /// Among fewer rows.
    Wanted among(IdSet passing) {
        return new Wanted(depth, Optional.of(rows.map(passing::intersection).orElse(passing)));
    }

    boolean isHopeless() {
        return rows.filter(IdSet::isEmpty).isPresent();
    }
}
