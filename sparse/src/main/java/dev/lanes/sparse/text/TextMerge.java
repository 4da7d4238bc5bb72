package dev.lanes.sparse.text;

import dev.lanes.memory.OffHeap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Writes the texts of several files into one.
final class TextMerge {
    /// A segment and the file that it is in.
    private record Source(Path file, TextSegment segment) {}

    private final TextSettings settings;
    private final List<Source> sources = new ArrayList<>();

    private TextMerge(TextSettings settings) {
        this.settings = settings;
    }

    /// Verifies the files.
    ///
    /// @param mappings what they are mapped into
    static TextMerge open(List<Path> files, OffHeap mappings) throws IOException {
        var first = files.getFirst();
        var merge = new TextMerge(TextFile.open(first, mappings).settings());
        for (var path : files) {
            var file = TextFile.open(path, mappings);
            if (!file.settings().equals(merge.settings)) {
                throw new IllegalArgumentException(
                        "files must have one kind of settings but %s has %s, %s %s"
                                .formatted(first, merge.settings, path, file.settings()));
            }
            file.verify(mappings);
            file.mapped(mappings).forEach(part -> merge.sources.add(new Source(path, part)));
        }
        return merge;
    }

    void write(Path target, LongConsumer progress) throws IOException {
        var rows = RowRange.of(sources.stream().map(Source::segment).toList(), settings);
        requireDifferentIds(rows.order());
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

    private void requireDifferentIds(RowOrder order) {
        for (int at = 1; at < order.size(); at++) {
            long id = order.id(at);
            if (id == order.id(at - 1)) {
                var owners =
                        sources.stream()
                                .filter(source -> source.segment.row(id) != TextPart.ABSENT)
                                .map(source -> source.file.toString())
                                .toList();
                throw new IllegalArgumentException(
                        "files must have different ids but %s have %d"
                                .formatted(String.join(" and ", owners), id));
            }
        }
    }
}
