package dev.lanes.search.engine;

import dev.lanes.vector.IdSet;
import java.util.Objects;
import java.util.Optional;

/// What is wanted of the text fields.
///
/// @param k how many documents, at least 1
/// @param rows the rows that may be returned; all when empty
public record LexicalSearch(int k, Optional<IdSet> rows) {
    public LexicalSearch {
        Objects.requireNonNull(rows, "rows");
    }
}
