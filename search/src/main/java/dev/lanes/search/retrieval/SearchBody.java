package dev.lanes.search.retrieval;

import java.util.Objects;
import java.util.OptionalInt;

/// The body of a search as Elasticsearch and OpenSearch take it.
///
/// @param retriever how documents are found
/// @param from how many documents come before those that are wanted
/// @param size how many are wanted
public record SearchBody(Retriever retriever, OptionalInt from, OptionalInt size) {
    public SearchBody {
        Objects.requireNonNull(retriever, "retriever");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(size, "size");
    }
}
