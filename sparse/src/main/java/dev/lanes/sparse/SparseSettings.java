package dev.lanes.sparse;

import java.util.Objects;

/// How an index stores its rows. Immutable.
///
/// @param weights how weights are stored
/// @param storage how rows lie in memory and in files
/// @param seismic how rows are clustered for [Algorithm#SEISMIC]
public record SparseSettings(WeightEncoding weights, RowStorage storage, SeismicSettings seismic) {
    /// The largest number of a term: an index has a place for every smaller one too.
    public static final int MAX_TERM = (1 << 24) - 1;

    public SparseSettings {
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(seismic, "seismic");
    }

    /// Settings that suit learned sparse rows: 16-bit weights, and what is fastest.
    ///
    /// @return settings to go on from
    public static SparseSettings of() {
        return new SparseSettings(WeightEncoding.FLOAT16, RowStorage.PLAIN, SeismicSettings.of());
    }

    /// The same with other weights.
    ///
    /// @param encoding how weights are stored
    /// @return new settings
    public SparseSettings withWeights(WeightEncoding encoding) {
        return new SparseSettings(encoding, storage, seismic);
    }

    /// The same with rows that lie in another way.
    ///
    /// @param form how they lie
    /// @return new settings
    public SparseSettings withStorage(RowStorage form) {
        return new SparseSettings(weights, form, seismic);
    }

    /// The same with other clusters.
    ///
    /// @param settings how rows are clustered
    /// @return new settings
    public SparseSettings withSeismic(SeismicSettings settings) {
        return new SparseSettings(weights, storage, settings);
    }
}
