package dev.lanes.hnsw;

import java.util.Objects;

/// Settings that an [HnswTuner] has tried, and what it has measured.
///
/// @param settings how the graph was built
/// @param efSearch the narrowest beam that reaches the goal's recall, or the widest that was tried
/// @param recall the mean share of the k closest rows that was found with it
/// @param microseconds the mean time of a search on one thread
/// @param bytesPerRow what a row takes outside the heap
/// @param buildSeconds how long one thread took to add the rows
public record TuningCandidate(
        HnswSettings settings,
        int efSearch,
        double recall,
        double microseconds,
        double bytesPerRow,
        double buildSeconds) {
    public TuningCandidate {
        Objects.requireNonNull(settings, "settings");
    }
}
