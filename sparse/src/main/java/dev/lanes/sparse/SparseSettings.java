package dev.lanes.sparse;

import java.util.Objects;

/// How an index stores its rows. Immutable.
///
/// @param weights how weights are stored
public record SparseSettings(WeightEncoding weights) {
    /// The largest number of a term: an index has a place for every smaller one too.
    public static final int MAX_TERM = (1 << 24) - 1;

    public SparseSettings {
        Objects.requireNonNull(weights, "weights");
    }

    /// Settings that suit learned sparse rows: 16-bit weights.
    ///
    /// @return settings to go on from
    public static SparseSettings of() {
        return new SparseSettings(WeightEncoding.FLOAT16);
    }

    /// The same with other weights.
    ///
    /// @param encoding how weights are stored
    /// @return new settings
    public SparseSettings withWeights(WeightEncoding encoding) {
        return new SparseSettings(encoding);
    }
}
