package dev.lanes.hnsw;

import static dev.lanes.hnsw.SettingsLayout.ASKED_ENCODING;
import static dev.lanes.hnsw.SettingsLayout.DIMENSION;
import static dev.lanes.hnsw.SettingsLayout.EF_CONSTRUCTION;
import static dev.lanes.hnsw.SettingsLayout.ENTRY;
import static dev.lanes.hnsw.SettingsLayout.ENTRY_LEVEL;
import static dev.lanes.hnsw.SettingsLayout.FULL_ROWS;
import static dev.lanes.hnsw.SettingsLayout.LONG;
import static dev.lanes.hnsw.SettingsLayout.M;
import static dev.lanes.hnsw.SettingsLayout.SEED;
import static dev.lanes.hnsw.SettingsLayout.SIMILARITY;
import static dev.lanes.hnsw.SettingsLayout.SIZE;
import static dev.lanes.hnsw.SettingsLayout.UPPER_LISTS;
import static dev.lanes.hnsw.SettingsLayout.WALKED_ENCODING;

import dev.lanes.hnsw.RowStorage.FullRows;
import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.MatrixSections;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.Bits;
import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.memory.SectionFile;
import dev.lanes.memory.SectionFileWriter;
import dev.lanes.memory.SectionFormat;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A graph in a file: the sections `settings`, `codec`, `rows` and `rows.n` (float32), `codes` and
/// `codes.n` (another encoding), `nodes`, `live`, `links` (level 0), `upper` (the other levels)
/// and, if recall was measured, `recall`.
final class HnswFile {
    private static final SectionFormat FORMAT = new SectionFormat("LANESHNS", 2);
    private static final String SETTINGS = "settings";
    private static final String ROWS = "rows";
    private static final String CODES = "codes";
    private static final String NODES = "nodes";
    private static final String LIVE = "live";
    private static final String LINKS = "links";
    private static final String UPPER = "upper";

    private final Path path;
    private final SectionFile file;
    private final MemorySegment fields;

    private HnswFile(Path path, SectionFile file) throws CorruptFileException {
        this.path = path;
        this.file = file;
        this.fields = file.section(SETTINGS, SettingsLayout.BYTES);
    }

    static void write(HnswSettings settings, Snapshot graph, Calibration.Measured recall, Path path)
            throws IOException {
        int size = graph.fields().size();
        var rows = graph.rows();
        try (var file = SectionFileWriter.create(path, FORMAT)) {
            file.section(SETTINGS, List.of(fields(settings, graph)));
            rows.walked().codec().writeTo(file);
            if (rows.walked().codec().encoding() != Encoding.FLOAT32) {
                rows.walked().writeTo(file, CODES, size);
            } else {
                rows.walked().writeTo(file, ROWS, size);
            }
            if (rows.full().isPresent()) {
                rows.full().get().writeTo(file, ROWS, size);
            }
            file.section(NODES, graph.lists().nodes());
            file.section(LIVE, graph.live());
            file.section(LINKS, graph.lists().ground());
            file.section(UPPER, graph.lists().upper());
            if (!recall.isEmpty()) {
                file.section(RecallSection.NAME, List.of(RecallSection.of(recall)));
            }
            file.commit();
        }
    }

    private static MemorySegment fields(HnswSettings settings, Snapshot graph) {
        var fields = MemorySegment.ofArray(new byte[SettingsLayout.BYTES]);
        var walked = graph.rows().walked();
        fields.set(LONG, DIMENSION, walked.format().dimension());
        fields.set(LONG, SIMILARITY, SettingsLayout.code(settings.similarity()));
        fields.set(LONG, M, settings.m());
        fields.set(LONG, EF_CONSTRUCTION, settings.efConstruction());
        fields.set(LONG, SEED, settings.seed());
        fields.set(LONG, SIZE, graph.fields().size());
        fields.set(LONG, ENTRY, graph.fields().entry().ordinal());
        fields.set(LONG, ENTRY_LEVEL, graph.fields().entry().level());
        fields.set(LONG, UPPER_LISTS, graph.fields().upperLists());
        var storage = settings.storage();
        fields.set(LONG, ASKED_ENCODING, storage.encoding().map(SettingsLayout::code).orElse(0));
        fields.set(LONG, FULL_ROWS, storage.fullRows() == FullRows.KEPT ? 1 : 0);
        fields.set(LONG, WALKED_ENCODING, SettingsLayout.code(walked.codec().encoding()));
        return fields;
    }

    /// Maps a file and checks its header, its table and its settings.
    static HnswFile open(Path path, OffHeap memory) throws IOException {
        return new HnswFile(path, SectionFile.open(path, FORMAT, memory));
    }

    /// The graph over the mapped file.
    Graph graph(OffHeap memory) throws CorruptFileException {
        return graph(new InPlace(memory));
    }

    /// The graph in memory of its own, to be changed.
    Graph copy(OffHeap memory) throws CorruptFileException {
        return graph(new InMemory(memory));
    }

    /// How what lies in the file becomes what a graph is made of.
    private sealed interface Placement permits InPlace, InMemory {
        OffHeap memory();

        Records records(MemorySegment section, long stride);

        VectorMatrix matrix(Codec codec, MatrixSections sections, int size)
                throws CorruptFileException;

        MemorySegment bits(MemorySegment section);
    }

    private record InPlace(OffHeap memory) implements Placement {
        @Override
        public Records records(MemorySegment section, long stride) {
            return Records.over(memory, section, stride);
        }

        @Override
        public VectorMatrix matrix(Codec codec, MatrixSections sections, int size)
                throws CorruptFileException {
            return VectorMatrix.open(codec, sections, size, memory, Kernels.best());
        }

        @Override
        public MemorySegment bits(MemorySegment section) {
            return section;
        }
    }

    private record InMemory(OffHeap memory) implements Placement {
        @Override
        public Records records(MemorySegment section, long stride) {
            return Records.copy(memory, section, stride);
        }

        @Override
        public VectorMatrix matrix(Codec codec, MatrixSections sections, int size)
                throws CorruptFileException {
            return VectorMatrix.copy(codec, sections, size, memory, Kernels.best());
        }

        @Override
        public MemorySegment bits(MemorySegment section) {
            return memory.allocate(Math.max(Long.BYTES, section.byteSize())).copyFrom(section);
        }
    }

    private Graph graph(Placement placement) throws CorruptFileException {
        int size = number("size", SIZE, 0, Integer.MAX_VALUE);
        int upperLists = number("number of upper lists", UPPER_LISTS, 0, Integer.MAX_VALUE);
        var settings = settings();
        var rows = rows(settings, size, placement);
        int degree = Graph.groundDegree(settings);
        var nodes = file.section(NODES, (long) size * NodeLayout.BYTES);
        var live = file.section(LIVE, Bits.bytes(size));
        var ground = file.section(LINKS, size * LinkLists.bytes(degree));
        var upper = file.section(UPPER, upperLists * LinkLists.bytes(settings.m()));
        var graph =
                new Graph(
                        settings,
                        new RowStore(settings.storage(), rows, placement.memory()),
                        new Graph.Lists(
                                new Nodes(placement.records(nodes, NodeLayout.BYTES)),
                                lists(ground, degree, placement),
                                lists(upper, settings.m(), placement)),
                        Bits.over(placement.bits(live), size),
                        placement.memory());
        graph.restore(entry(size), upperLists, size);
        return graph;
    }

    private static LinkLists lists(MemorySegment section, int degree, Placement placement) {
        return new LinkLists(placement.records(section, LinkLists.bytes(degree)), degree);
    }

    private HnswSettings settings() throws CorruptFileException {
        long asked = fields.get(LONG, ASKED_ENCODING);
        var storage =
                new RowStorage(
                        asked == 0 ? Optional.empty() : Optional.of(encoding(ASKED_ENCODING)),
                        number("full rows", FULL_ROWS, 0, 1) == 1
                                ? FullRows.KEPT
                                : FullRows.DROPPED);
        try {
            return new HnswSettings(
                    similarity(),
                    number("m", M, 0, Integer.MAX_VALUE),
                    number("efConstruction", EF_CONSTRUCTION, 0, Integer.MAX_VALUE),
                    fields.get(LONG, SEED),
                    storage);
        } catch (IllegalArgumentException e) {
            throw new CorruptFileException(path, e.getMessage());
        }
    }

    private StoredRows rows(HnswSettings settings, int size, Placement placement)
            throws CorruptFileException {
        RowFormat format;
        try {
            format =
                    new RowFormat(
                            number("dimension", DIMENSION, 0, Integer.MAX_VALUE),
                            settings.similarity());
        } catch (IllegalArgumentException e) {
            throw new CorruptFileException(path, e.getMessage());
        }
        var encoding = encoding(WALKED_ENCODING);
        var floats = new MatrixSections(file, ROWS);
        if (encoding == Encoding.FLOAT32) {
            var matrix = placement.matrix(Codec.float32(format), floats, size);
            return new StoredRows(matrix, Optional.empty(), placement.memory());
        }
        var codec = Codec.open(encoding, format, file);
        var codes = placement.matrix(codec, new MatrixSections(file, CODES), size);
        var full =
                file.has(ROWS)
                        ? Optional.of(placement.matrix(Codec.float32(format), floats, size))
                        : Optional.<VectorMatrix>empty();
        return new StoredRows(codes, full, placement.memory());
    }

    private Encoding encoding(int at) throws CorruptFileException {
        long code = fields.get(LONG, at);
        for (var encoding : Encoding.values()) {
            if (SettingsLayout.code(encoding) == code) {
                return encoding;
            }
        }
        throw wrong(at, "the number of an encoding", code);
    }

    private Graph.Entry entry(int size) throws CorruptFileException {
        if (fields.get(LONG, ENTRY) == Graph.EMPTY.ordinal()) {
            return Graph.EMPTY;
        }
        return new Graph.Entry(
                number("entry", ENTRY, 0, size - 1),
                number("level of the entry", ENTRY_LEVEL, 0, Levels.MAX));
    }

    /// What was measured of recall, if anything.
    Calibration.Measured recall() throws CorruptFileException {
        int dimension = number("dimension", DIMENSION, 1, RowFormat.MAX_DIMENSION);
        return file.has(RecallSection.NAME)
                ? new RecallSection(file, dimension).measured()
                : Calibration.Measured.NOTHING;
    }

    /// Reads every byte.
    void verifyBytes() throws CorruptFileException {
        file.verify();
    }

    /// Reads every byte, then the graph's laws.
    void verify(OffHeap memory) throws CorruptFileException {
        verifyBytes();
        recall();
        var problem = new GraphCheck(graph(memory)).problem();
        if (problem.isPresent()) {
            throw new CorruptFileException(path, problem.get());
        }
    }

    private Similarity similarity() throws CorruptFileException {
        long code = fields.get(LONG, SIMILARITY);
        for (var similarity : Similarity.values()) {
            if (SettingsLayout.code(similarity) == code) {
                return similarity;
            }
        }
        throw wrong(SIMILARITY, "the number of a similarity", code);
    }

    private int number(String name, int at, int from, int to) throws CorruptFileException {
        long value = fields.get(LONG, at);
        if (value < from || value > to) {
            throw wrong(at, "%s in %d..%d".formatted(name, from, to), value);
        }
        return (int) value;
    }

    private CorruptFileException wrong(int at, String expected, long found) {
        return new CorruptFileException(
                path, file.offset(SETTINGS) + at, expected, String.valueOf(found));
    }
}
