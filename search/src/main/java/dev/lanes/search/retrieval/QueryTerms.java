package dev.lanes.search.retrieval;

import dev.lanes.vector.SparseVector;
import java.util.Objects;

/// A sparse vector to ask a sparse field with.
///
/// @param vector weights by the numbers of the model's terms
public record QueryTerms(SparseVector vector) implements SparseQuery {
    public QueryTerms {
        Objects.requireNonNull(vector, "vector");
    }
}
