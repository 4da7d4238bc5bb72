package dev.lanes.sparse;

import static dev.lanes.sparse.SegmentLayout.LONG;

import dev.lanes.memory.Bits;
import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.SectionFile;
import dev.lanes.memory.SectionFormat;
import dev.lanes.sparse.live.LiveIds;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An index in a file, as [SparseFileWriter] writes it: the section `settings`, and for each
/// segment i the sections `seg.i`, `ids.i`, `live.i`; then, as it is stored, `starts.i`, `rows.i`
/// ([ForwardLayout]), `terms.i`, `lists.i`, `bounded.i` and `maxima.i` ([PostingLayout]), or only
/// `terms.i` and `lists.i` ([WeightedListLayout]).
final class SparseFile {
    /// As many as there are digits, since names of sections have 8 characters.
    static final int MOST_SEGMENTS = 10;

    static final SectionFormat FORMAT = new SectionFormat("LANESSPA", 2);
    static final String SETTINGS = "settings";
    static final String SEGMENT = "seg";
    static final String IDS = "ids";
    static final String LIVE = "live";
    static final String STARTS = "starts";
    static final String ROWS = "rows";
    static final String TERMS = "terms";
    static final String LISTS = "lists";
    static final String BOUNDED = "bounded";
    static final String MAXIMA = "maxima";

    private final Path path;
    private final SectionFile file;
    private final MemorySegment settings;

    private SparseFile(Path path, SectionFile file) throws CorruptFileException {
        this.path = path;
        this.file = file;
        this.settings = file.section(SETTINGS, SegmentLayout.SETTINGS_BYTES);
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
        var segments = segments(memory);
        for (var segment : segments) {
            var problem = segment.stored().problem();
            if (!problem.isEmpty()) {
                throw new CorruptFileException(path, problem);
            }
        }
        var repeated = LiveIds.repeated(segments);
        if (repeated.isPresent()) {
            throw new CorruptFileException(
                    path, "id %d must be there once".formatted(repeated.getAsLong()));
        }
    }
}
