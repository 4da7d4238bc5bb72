package dev.lanes.hnsw;

import java.util.Objects;

/// A row to be added. Rows are equal when they share the array.
///
/// @param id the caller's key
/// @param vector the row's values, which must not change until the row is added
// A record is what rows are made into by the million: nothing is copied, nothing compared.
@SuppressWarnings("ArrayRecordComponent")
public record Row(long id, float[] vector) {
    public Row {
        Objects.requireNonNull(vector, "vector");
    }
}
