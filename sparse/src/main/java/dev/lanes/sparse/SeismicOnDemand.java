package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;
import java.util.Optional;

/// The clusters of a segment, made when they are first asked for. Safe for many threads: whoever
/// comes while they are being made waits.
final class SeismicOnDemand {
    private final SeismicSettings settings;
    private volatile Optional<SeismicIndex> made = Optional.empty();

    SeismicOnDemand(SeismicSettings settings) {
        this.settings = settings;
    }

    /// Whether a segment is so small that it is searched exactly.
    boolean isExact(Segment segment) {
        return segment.size() < settings.approximateThreshold();
    }

    /// Makes the clusters of a new segment now, if that is wanted.
    void sealed(Segment segment, Kernels kernels) {
        if (settings.build() == SeismicSettings.Build.AT_SEALING && !isExact(segment)) {
            of(segment, kernels);
        }
    }

    /// The clusters of the segment that this belongs to.
    SeismicIndex of(Segment segment, Kernels kernels) {
        var index = made;
        if (index.isPresent()) {
            return index.get();
        }
        synchronized (this) {
            if (made.isEmpty()) {
                made = Optional.of(SeismicBuilder.build(segment, settings, kernels));
            }
            return made.get();
        }
    }
}
