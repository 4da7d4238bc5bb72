package dev.lanes.hnsw;

import static dev.lanes.hnsw.SettingsLayout.DIMENSION;
import static dev.lanes.hnsw.SettingsLayout.EF_CONSTRUCTION;
import static dev.lanes.hnsw.SettingsLayout.ENTRY;
import static dev.lanes.hnsw.SettingsLayout.ENTRY_LEVEL;
import static dev.lanes.hnsw.SettingsLayout.LONG;
import static dev.lanes.hnsw.SettingsLayout.M;
import static dev.lanes.hnsw.SettingsLayout.SEED;
import static dev.lanes.hnsw.SettingsLayout.SIMILARITY;
import static dev.lanes.hnsw.SettingsLayout.SIZE;
import static dev.lanes.hnsw.SettingsLayout.UPPER_LISTS;

import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.SectionFile;
import dev.lanes.memory.SectionFileWriter;
import dev.lanes.memory.SectionFormat;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/// A graph in a file: the sections `settings`, `rows`, `norms`, `nodes`, `links` (level 0) and
/// `upper` (the other levels).
final class HnswFile {
    private static final SectionFormat FORMAT = new SectionFormat("LANESHNS", 1);
    private static final String SETTINGS = "settings";
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

    static void write(Graph graph, Path path) throws IOException {
        int size = graph.matrix().size();
        try (var file = SectionFileWriter.create(path, FORMAT)) {
            file.section(SETTINGS, List.of(fields(graph, size)));
            graph.matrix().writeTo(file, size);
            graph.nodes().writeTo(file, size);
            graph.ground().writeTo(file, LINKS, size);
            graph.upper().writeTo(file, UPPER, graph.upperLists());
            file.commit();
        }
    }

    private static MemorySegment fields(Graph graph, int size) {
        var fields = MemorySegment.ofArray(new byte[SettingsLayout.BYTES]);
        var settings = graph.settings();
        fields.set(LONG, DIMENSION, graph.matrix().format().dimension());
        fields.set(LONG, SIMILARITY, SettingsLayout.code(settings.similarity()));
        fields.set(LONG, M, settings.m());
        fields.set(LONG, EF_CONSTRUCTION, settings.efConstruction());
        fields.set(LONG, SEED, settings.seed());
        fields.set(LONG, SIZE, size);
        fields.set(LONG, ENTRY, graph.entry().ordinal());
        fields.set(LONG, ENTRY_LEVEL, graph.entry().level());
        fields.set(LONG, UPPER_LISTS, graph.upperLists());
        return fields;
    }

    /// Maps a file and checks its header, its table and its settings.
    static HnswFile open(Path path, OffHeap memory) throws IOException {
        return new HnswFile(path, SectionFile.open(path, FORMAT, memory));
    }

    /// The graph over the mapped file.
    Graph graph(OffHeap memory) throws CorruptFileException {
        var similarity = similarity();
        int size = number("size", SIZE, 0, Integer.MAX_VALUE);
        int upperLists = number("number of upper lists", UPPER_LISTS, 0, Integer.MAX_VALUE);
        HnswSettings settings;
        RowFormat format;
        try {
            settings =
                    new HnswSettings(
                            similarity,
                            number("m", M, 0, Integer.MAX_VALUE),
                            number("efConstruction", EF_CONSTRUCTION, 0, Integer.MAX_VALUE),
                            fields.get(LONG, SEED));
            format =
                    new RowFormat(number("dimension", DIMENSION, 0, Integer.MAX_VALUE), similarity);
        } catch (IllegalArgumentException e) {
            throw new CorruptFileException(path, e.getMessage());
        }
        var codec = Codec.float32(format);
        var matrix = VectorMatrix.open(codec, file, size, memory, Kernels.best());
        var nodes = Nodes.open(file, size, memory);
        int degree = Graph.groundDegree(settings);
        var ground = file.section(LINKS, size * LinkLists.bytes(degree));
        var upper = file.section(UPPER, upperLists * LinkLists.bytes(settings.m()));
        var graph =
                new Graph(
                        settings,
                        matrix,
                        nodes,
                        LinkLists.over(memory, ground, degree),
                        LinkLists.over(memory, upper, settings.m()));
        graph.restore(entry(size), upperLists);
        return graph;
    }

    private Graph.Entry entry(int size) throws CorruptFileException {
        if (size == 0) {
            return Graph.EMPTY;
        }
        return new Graph.Entry(
                number("entry", ENTRY, 0, size - 1),
                number("level of the entry", ENTRY_LEVEL, 0, Levels.MAX));
    }

    /// Reads every byte.
    void verifyBytes() throws CorruptFileException {
        file.verify();
    }

    /// Reads every byte, then the graph's laws.
    void verify(OffHeap memory) throws CorruptFileException {
        verifyBytes();
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
