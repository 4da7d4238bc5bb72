package dev.lanes.sparse.text;

import dev.lanes.memory.OffHeap;
import dev.lanes.sparse.live.FilesToMerge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/// Writes the texts of several files into one.
final class TextMerge {
    private final FilesToMerge<TextSettings, TextSegment> sources = new FilesToMerge<>();

    private TextMerge() {}

    /// Verifies the files.
    ///
    /// @param files at least one
    /// @param mappings what they are mapped into
    static TextMerge open(List<Path> files, OffHeap mappings) throws IOException {
        var merge = new TextMerge();
        for (var path : files) {
            var file = TextFile.open(path, mappings);
            file.verify(mappings);
            merge.sources.add(path, file.settings(), file.mapped(mappings));
        }
        return merge;
    }

    void write(Path target, LongConsumer progress) throws IOException {
        sources.requireDifferentIds();
        var settings = sources.settings();
        var rows = RowRange.of(sources.parts(), settings);
        try (var memory = OffHeap.forOwner("merge of text indexes");
                var file = TextFile.create(settings, target)) {
            var sealing = new TextSealing(memory, settings, 1, 1);
            sealing.seal(rows, () -> {}, segment -> append(segment, file, progress));
            file.commit();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void append(TextSegment segment, TextFile.Writer file, LongConsumer progress) {
        try (var _ = segment.memory()) {
            progress.accept(file.add(List.of(segment.bytes()), segment.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
