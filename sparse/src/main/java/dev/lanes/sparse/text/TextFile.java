package dev.lanes.sparse.text;

import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.SectionFile;
import dev.lanes.memory.SectionFileWriter;
import dev.lanes.memory.SectionFormat;
import dev.lanes.sparse.live.LiveIds;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An index in a file: the section `settings` ([SettingsBytes]) and for each segment i `seg.i`
/// ([TextSegmentLayout]).
final class TextFile {
    private static final SectionFormat FORMAT = new SectionFormat("LANESTXT", 1);
    private static final String SETTINGS = "settings";
    private static final String SEGMENT = "seg.";

    private final Path path;
    private final SectionFile file;

    private TextFile(Path path, SectionFile file) {
        this.path = path;
        this.file = file;
    }

    /// @param segments in pieces
    static void write(TextSettings settings, List<List<MemorySegment>> segments, Path path)
            throws IOException {
        try (var file = create(settings, path)) {
            for (var segment : segments) {
                file.add(segment, 0);
            }
            file.commit();
        }
    }

    /// Starts a file of no segments.
    static Writer create(TextSettings settings, Path path) throws IOException {
        var file = SectionFileWriter.create(path, FORMAT);
        try {
            file.section(SETTINGS, List.of(MemorySegment.ofArray(SettingsBytes.of(settings))));
            return new Writer(file);
        } catch (IOException | RuntimeException | Error e) {
            try (file) {
                throw e;
            }
        }
    }

    /// A file to which segments are added, one after the other.
    static final class Writer implements AutoCloseable {
        private final SectionFileWriter file;
        private int segments;
        private long rows;

        private Writer(SectionFileWriter file) {
            this.file = file;
        }

        /// Adds a segment.
        ///
        /// @param pieces of it
        /// @return how many rows were added so far
        long add(List<MemorySegment> pieces, int size) throws IOException {
            file.section(SEGMENT + segments++, pieces);
            rows += size;
            return rows;
        }

        /// Puts the file in its place.
        void commit() throws IOException {
            file.commit();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    static TextFile open(Path path, OffHeap memory) throws IOException {
        return new TextFile(path, SectionFile.open(path, FORMAT, memory));
    }

    TextSettings settings() throws CorruptFileException {
        byte[] bytes = file.section(SETTINGS).toArray(ValueLayout.JAVA_BYTE);
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return SettingsBytes.read(in);
        } catch (IOException | RuntimeException e) {
            throw new CorruptFileException(
                    path, file.offset(SETTINGS), "settings of an index", e.toString());
        }
    }

    /// The segments where they are in the file.
    ///
    /// @param owner that the file was opened with
    List<TextSegment> mapped(OffHeap owner) throws CorruptFileException {
        var segments = new ArrayList<TextSegment>();
        for (int i = 0; file.has(SEGMENT + i); i++) {
            segments.add(segment(owner, file.section(SEGMENT + i), i));
        }
        return segments;
    }

    /// Copies of the segments, each with a part of the memory of its own.
    List<TextSegment> copied(OffHeap memory) throws CorruptFileException {
        var segments = new ArrayList<TextSegment>();
        for (int i = 0; file.has(SEGMENT + i); i++) {
            var bytes = file.section(SEGMENT + i);
            var part = memory.part();
            try {
                var copy = part.allocate(Math.max(1, bytes.byteSize()));
                segments.add(segment(part, copy.copyFrom(bytes), i));
            } catch (CorruptFileException | RuntimeException | Error e) {
                part.close();
                segments.forEach(segment -> segment.memory().close());
                throw e;
            }
        }
        return segments;
    }

    private TextSegment segment(OffHeap owner, MemorySegment bytes, int number)
            throws CorruptFileException {
        try {
            var segment = new TextSegment(owner, bytes);
            int fields = settings().fields().size();
            if (segment.fields() != fields) {
                throw new IllegalArgumentException(
                        "segment must have %d fields but had %d"
                                .formatted(fields, segment.fields()));
            }
            return segment;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new CorruptFileException(path, "segment %d: %s".formatted(number, e));
        }
    }

    /// Reads every byte.
    void verifyBytes() throws CorruptFileException {
        file.verify();
    }

    /// Reads every byte, then the laws of the segments.
    ///
    /// @param memory that the file was opened with
    void verify(OffHeap memory) throws CorruptFileException {
        verifyBytes();
        var settings = settings();
        var segments = mapped(memory);
        for (var segment : segments) {
            try {
                new SegmentLaws(segment, settings).check();
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new CorruptFileException(path, e.toString());
            }
        }
        var repeated = LiveIds.repeated(segments);
        if (repeated.isPresent()) {
            throw new CorruptFileException(
                    path, "id %d must be there once".formatted(repeated.getAsLong()));
        }
    }
}
