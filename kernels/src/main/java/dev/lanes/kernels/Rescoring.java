package dev.lanes.kernels;

import java.util.Objects;

/// What an [ExactSearch] among compressed rows compares its survivors with.
///
/// @param rows the same rows in full precision, under the same ordinals
/// @param depth how many rows a query keeps until then, at least 1; fewer than k count as k
public record Rescoring(VectorMatrix rows, int depth) {
    public Rescoring {
        Objects.requireNonNull(rows, "rows");
        if (depth < 1) {
            throw new IllegalArgumentException("depth must be at least 1 but was " + depth);
        }
    }
}
