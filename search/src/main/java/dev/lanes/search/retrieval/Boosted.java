package dev.lanes.search.retrieval;

import java.util.Objects;

/// A retriever whose scores are multiplied by a factor.
///
/// @param retriever finds documents
/// @param factor finite and above 0
public record Boosted(Retriever retriever, double factor) implements Retriever {
    /// @throws IllegalArgumentException when the factor is out of range
    public Boosted {
        Objects.requireNonNull(retriever, "retriever");
        Rules.requireFactor("boost", factor);
    }
}
