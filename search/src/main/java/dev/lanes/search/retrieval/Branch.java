package dev.lanes.search.retrieval;

import java.util.Objects;

/// One of the retrievers that are fused.
///
/// @param retriever finds documents
/// @param weight how much they count, finite and at least 0
public record Branch(Retriever retriever, double weight) {
    /// @throws IllegalArgumentException when the weight is out of range
    public Branch {
        Objects.requireNonNull(retriever, "retriever");
        Rules.requireWeight("weight", weight);
    }
}
