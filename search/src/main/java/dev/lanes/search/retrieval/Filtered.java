package dev.lanes.search.retrieval;

import java.util.Objects;

/// A retriever among the documents that a filter lets pass: all that is below sees no others.
///
/// @param retriever finds documents
/// @param filter what has to be true
public record Filtered(Retriever retriever, Filter filter) implements Retriever {
    public Filtered {
        Objects.requireNonNull(retriever, "retriever");
        Objects.requireNonNull(filter, "filter");
    }
}
