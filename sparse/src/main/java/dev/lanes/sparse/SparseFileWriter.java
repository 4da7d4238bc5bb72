package dev.lanes.sparse;

import static dev.lanes.sparse.SegmentLayout.LONG;

import dev.lanes.memory.Bits;
import dev.lanes.memory.SectionFileWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Writes the file of an index, as [SparseFile] has it: the bytes of its segments as they lie. For
/// one thread.
final class SparseFileWriter {
    /// How many bytes are written before progress is told of them.
    private static final long PIECE = 1L << 20;

    private record Section(String name, MemorySegment bytes) {}

    private final SectionFileWriter file;
    private final LongConsumer progress;

    /// How many segments are written, and live rows in them.
    private int segments;

    private long rows;

    private SparseFileWriter(SectionFileWriter file, LongConsumer progress) {
        this.file = file;
        this.progress = progress;
    }

    /// Writes beside a path, then puts the file in its place.
    ///
    /// @param segments at most [SparseFile#MOST_SEGMENTS]
    /// @param progress is told how many live rows are written, of a segment that is not complete in
    ///   proportion to its bytes; nothing is put in its place when it throws
    static void write(
            SparseSettings settings, List<Segment> segments, Path path, LongConsumer progress)
            throws IOException {
        try (var file = SectionFileWriter.create(path, SparseFile.FORMAT)) {
            var head = SettingsSection.of(settings);
            head.set(LONG, SegmentLayout.SEGMENTS, segments.size());
            file.section(SparseFile.SETTINGS, List.of(head));
            var writer = new SparseFileWriter(file, progress);
            for (var segment : segments) {
                writer.add(segment);
            }
            file.commit();
        }
    }

    private void add(Segment segment) throws IOException {
        var sections = sections(segment);
        int live = segment.liveCount();
        double all = sections.stream().mapToLong(section -> section.bytes.byteSize()).sum();
        long written = 0;
        for (var section : sections) {
            var bytes = section.bytes;
            file.begin(section.name + segments);
            for (long from = 0; from < bytes.byteSize(); from += PIECE) {
                long size = Math.min(PIECE, bytes.byteSize() - from);
                file.append(bytes.asSlice(from, size));
                written += size;
                progress.accept(rows + (long) (live * (written / all)));
            }
            file.end();
        }
        segments++;
        rows += live;
    }

    private static List<Section> sections(Segment segment) {
        int size = segment.size();
        var ids = segment.ids().asSlice(0, (long) size * Long.BYTES);
        var live = segment.live().words().asSlice(0, Bits.bytes(size));
        var all = new ArrayList<Section>();
        all.add(new Section(SparseFile.SEGMENT, head(segment)));
        all.add(new Section(SparseFile.IDS, ids));
        all.add(new Section(SparseFile.LIVE, live));
        switch (segment.stored()) {
            case RowsAndLists(var forward, var postings, var _) -> {
                all.add(new Section(SparseFile.STARTS, forward.starts()));
                all.add(new Section(SparseFile.ROWS, forward.rows()));
                all.add(new Section(SparseFile.TERMS, postings.terms()));
                all.add(new Section(SparseFile.LISTS, postings.lists()));
                all.add(new Section(SparseFile.BOUNDED, postings.bounded()));
                all.add(new Section(SparseFile.MAXIMA, postings.maxima()));
            }
            case WeightedLists stored -> {
                all.add(new Section(SparseFile.TERMS, stored.terms()));
                all.add(new Section(SparseFile.LISTS, stored.lists()));
            }
        }
        return all;
    }

    private static MemorySegment head(Segment segment) {
        var head = MemorySegment.ofArray(new byte[SegmentLayout.SEGMENT_BYTES]);
        head.set(LONG, SegmentLayout.SIZE, segment.size());
        head.set(LONG, SegmentLayout.TERM_LIMIT, segment.stored().termLimit());
        if (segment.stored() instanceof RowsAndLists both) {
            head.set(LONG, SegmentLayout.POSTINGS, both.forward().postings());
        }
        return head;
    }
}
