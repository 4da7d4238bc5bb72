package dev.lanes.sparse;

import static dev.lanes.sparse.SegmentLayout.LONG;

import dev.lanes.memory.Bits;
import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.SectionFile;
import dev.lanes.memory.SectionFileWriter;
import dev.lanes.memory.SectionFormat;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An index in a file: the section `settings`, and for each segment i the sections `seg.i`,
/// `ids.i`, `live.i`; then, as it is stored, `starts.i`, `rows.i` ([ForwardLayout]), `terms.i`,
/// `lists.i`, `bounded.i` and `maxima.i` ([PostingLayout]), or only `terms.i` and `lists.i`
/// ([WeightedListLayout]).
final class SparseFile {
    /// As many as the table of sections has room for.
    static final int MOST_SEGMENTS = 10;

    private static final SectionFormat FORMAT = new SectionFormat("LANESSPA", 2);
    private static final String SETTINGS = "settings";
    private static final String SEGMENT = "seg";
    private static final String IDS = "ids";
    private static final String LIVE = "live";
    private static final String STARTS = "starts";
    private static final String ROWS = "rows";
    private static final String TERMS = "terms";
    private static final String LISTS = "lists";
    private static final String BOUNDED = "bounded";
    private static final String MAXIMA = "maxima";

    private final Path path;
    private final SectionFile file;
    private final MemorySegment settings;

    private SparseFile(Path path, SectionFile file) throws CorruptFileException {
        this.path = path;
        this.file = file;
        this.settings = file.section(SETTINGS, SegmentLayout.SETTINGS_BYTES);
    }

    static void write(SparseSettings settings, List<Segment> segments, Path path)
            throws IOException {
        try (var file = SectionFileWriter.create(path, FORMAT)) {
            var head = SettingsSection.of(settings);
            head.set(LONG, SegmentLayout.SEGMENTS, segments.size());
            file.section(SETTINGS, List.of(head));
            for (int i = 0; i < segments.size(); i++) {
                write(segments.get(i), i, file);
            }
            file.commit();
        }
    }

    private static void write(Segment segment, int number, SectionFileWriter file)
            throws IOException {
        int size = segment.size();
        var head = MemorySegment.ofArray(new byte[SegmentLayout.SEGMENT_BYTES]);
        head.set(LONG, SegmentLayout.SIZE, size);
        head.set(LONG, SegmentLayout.TERM_LIMIT, segment.stored().termLimit());
        if (segment.stored() instanceof RowsAndLists both) {
            head.set(LONG, SegmentLayout.POSTINGS, both.forward().postings());
        }
        section(file, SEGMENT, number, head);
        section(file, IDS, number, segment.ids().asSlice(0, (long) size * Long.BYTES));
        section(file, LIVE, number, segment.live().words().asSlice(0, Bits.bytes(size)));
        switch (segment.stored()) {
            case RowsAndLists(var forward, var postings, var _) -> {
                section(file, STARTS, number, forward.starts());
                section(file, ROWS, number, forward.rows());
                section(file, TERMS, number, postings.terms());
                section(file, LISTS, number, postings.lists());
                section(file, BOUNDED, number, postings.bounded());
                section(file, MAXIMA, number, postings.maxima());
            }
            case WeightedLists stored -> {
                section(file, TERMS, number, stored.terms());
                section(file, LISTS, number, stored.lists());
            }
        }
    }

    private static void section(
            SectionFileWriter file, String name, int number, MemorySegment bytes)
            throws IOException {
        file.section(name + number, List.of(bytes));
    }

    /// Maps a file and checks its header, its table, its settings and the sizes of its sections.
    static SparseFile open(Path path, OffHeap memory) throws IOException {
        return new SparseFile(path, SectionFile.open(path, FORMAT, memory));
    }

    /// Reads a file into memory and checks the same.
    static SparseFile load(Path path, OffHeap memory) throws IOException {
        return new SparseFile(path, SectionFile.load(path, FORMAT, memory));
    }

    SparseSettings settings() throws CorruptFileException {
        try {
            return SettingsSection.settings(settings);
        } catch (IllegalArgumentException e) {
            throw new CorruptFileException(path, e.getMessage());
        }
    }

    List<Segment> segments(OffHeap memory) throws CorruptFileException {
        int count = number(SETTINGS, SegmentLayout.SEGMENTS, MOST_SEGMENTS);
        var segments = new ArrayList<Segment>(count);
        for (int i = 0; i < count; i++) {
            segments.add(segment(i, memory));
        }
        return segments;
    }

    private Segment segment(int number, OffHeap memory) throws CorruptFileException {
        file.section(SEGMENT + number, SegmentLayout.SEGMENT_BYTES);
        int size = number(SEGMENT + number, SegmentLayout.SIZE, Integer.MAX_VALUE);
        int termLimit =
                number(SEGMENT + number, SegmentLayout.TERM_LIMIT, SparseSettings.MAX_TERM + 1);
        var settings = settings();
        var stored =
                switch (settings.storage()) {
                    case PLAIN ->
                            new RowsAndLists(
                                    forward(number, size, termLimit),
                                    postings(number, size, termLimit),
                                    new SeismicOnDemand(settings.seismic()));
                    case LISTS_ONLY ->
                            new WeightedLists(
                                    file.section(
                                            TERMS + number,
                                            WeightedListLayout.termsBytes(termLimit)),
                                    file.section(LISTS + number),
                                    size,
                                    termLimit,
                                    settings.weights());
                };
        return new Segment(
                memory,
                file.section(IDS + number, (long) size * Long.BYTES),
                Bits.over(file.section(LIVE + number, Bits.bytes(size)), size),
                stored);
    }

    private ForwardIndex forward(int number, int size, int termLimit) throws CorruptFileException {
        var encoding = settings().weights();
        int postings = number(SEGMENT + number, SegmentLayout.POSTINGS, Integer.MAX_VALUE);
        int termBytes = ForwardLayout.termBytes(termLimit);
        return new ForwardIndex(
                file.section(STARTS + number, ForwardLayout.startsBytes(size)),
                file.section(
                        ROWS + number,
                        ForwardLayout.rowsBytes(postings, termBytes, encoding.bytes)),
                size,
                termLimit,
                encoding);
    }

    private PostingLists postings(int number, int size, int termLimit) throws CorruptFileException {
        var lists = file.section(LISTS + number);
        var bounded = file.section(BOUNDED + number);
        long terms = bounded.byteSize() / Integer.BYTES;
        var maxima = file.section(MAXIMA + number, terms * PostingLists.blocks(size));
        return new PostingLists(
                file.section(TERMS + number, PostingLayout.termsBytes(termLimit)),
                lists,
                bounded,
                maxima,
                termLimit);
    }

    private int number(String section, int at, int most) throws CorruptFileException {
        long value = file.section(section).get(LONG, at);
        if (value < 0 || value > most) {
            throw new CorruptFileException(
                    path, file.offset(section) + at, "0..%d".formatted(most), "" + value);
        }
        return (int) value;
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
        for (var segment : segments(memory)) {
            var problem = segment.stored().problem();
            if (!problem.isEmpty()) {
                throw new CorruptFileException(path, problem);
            }
        }
    }
}
