package dev.lanes.sparse;

import dev.lanes.memory.OffHeap;
import dev.lanes.sparse.live.FilesToMerge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;

/// Writes the segments of several files into one, as they are; but those of which no row is live
/// are left out.
final class SparseMerge {
    private final FilesToMerge<SparseSettings, Segment> sources = new FilesToMerge<>();
    private final List<String> counts = new ArrayList<>();
    private final LongConsumer progress;

    private SparseMerge(LongConsumer progress) {
        this.progress = progress;
    }

    /// Verifies the files.
    ///
    /// @param files at least one
    /// @param mappings what they are mapped into
    /// @param progress is told 0 after each file
    static SparseMerge open(List<Path> files, OffHeap mappings, LongConsumer progress)
            throws IOException {
        var merge = new SparseMerge(progress);
        for (var path : files) {
            var file = SparseFile.open(path, mappings);
            file.verify(mappings);
            merge.add(path, file.settings(), file.segments(mappings));
            progress.accept(0);
        }
        return merge;
    }

    private void add(Path path, SparseSettings settings, List<Segment> segments) {
        var living = segments.stream().filter(segment -> segment.live().next(0) < segment.size());
        var kept = living.toList();
        sources.add(path, settings, kept);
        counts.add("%s %d".formatted(path, kept.size()));
    }

    void write(Path target) throws IOException {
        sources.requireDifferentIds();
        int count = sources.parts().size();
        if (count > SparseFile.MOST_SEGMENTS) {
            throw new IllegalArgumentException(
                    "files must have at most %d segments together but have %d: %s"
                            .formatted(SparseFile.MOST_SEGMENTS, count, String.join(", ", counts)));
        }
        // The order that the segments of an index are in.
        var largestFirst =
                sources.parts().stream()
                        .sorted(Comparator.comparingInt(Segment::liveCount).reversed())
                        .toList();
        SparseFileWriter.write(sources.settings(), largestFirst, target, progress);
    }
}
