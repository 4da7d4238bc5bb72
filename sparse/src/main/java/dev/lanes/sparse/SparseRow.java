package dev.lanes.sparse;

import dev.lanes.vector.SparseVector;
import java.util.Objects;

/// A row with its key.
///
/// @param id the caller's key
/// @param vector its terms and weights
public record SparseRow(long id, SparseVector vector) {
    public SparseRow {
        Objects.requireNonNull(vector, "vector");
    }
}
