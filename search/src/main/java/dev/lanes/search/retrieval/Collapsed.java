package dev.lanes.search.retrieval;

import java.util.Objects;

/// A retriever with only the best document of each value of a field. Documents without a value
/// stay.
///
/// @param retriever finds documents
/// @param field a keyword field
public record Collapsed(Retriever retriever, String field) implements Retriever {
    /// @throws IllegalArgumentException when the field is blank
    public Collapsed {
        Objects.requireNonNull(retriever, "retriever");
        Rules.requireName("field", field);
    }
}
