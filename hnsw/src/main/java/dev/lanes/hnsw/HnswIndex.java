package dev.lanes.hnsw;

import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.TopK;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Hit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Finds the rows closest to a query through an HNSW graph (arXiv:1603.09320) that lies outside the
/// Java heap.
///
/// An index is either made with [#create] and grows, or opened with [#open] from a file that
/// [#save] wrote, and is then read-only.
///
/// Thread-safe. Searches run side by side, also while rows are added: a search finds its way
/// through the rows that were linked when it began, and perhaps some that came later. Rows are
/// added by one thread at a time; others wait, and so do [#contains] and [#vector], also while
/// [#save] runs. After [#close] whatever reads or adds rows throws IllegalStateException, while
/// [#size], [#dimension], [#settings] and [#bytes] answer as before; what is under way finishes
/// first, and the memory is given back after the last of it.
public final class HnswIndex implements AutoCloseable {
    /// How many rows an exact search scores at once.
    private static final int BLOCK = 64;

    private final OffHeap memory;
    private final Graph graph;
    private final RowFormat format;
    private final OrdinalMap ordinals = new OrdinalMap();
    private final Optional<GraphBuilder> builder;

    /// The file that the index was opened from, if it was.
    private final Optional<HnswFile> source;

    private final Queue<GraphWalk> idleWalks = new ConcurrentLinkedQueue<>();

    /// How many rows are in `ordinals`: all of them, but for a file that was just opened.
    private int mapped;

    private HnswIndex(
            OffHeap memory,
            Graph graph,
            Optional<GraphBuilder> builder,
            Optional<HnswFile> source) {
        this.memory = memory;
        this.graph = graph;
        this.format = graph.matrix().format();
        this.builder = builder;
        this.source = source;
    }

    /// An empty index.
    ///
    /// @param dimension values a row, 1 to 4096
    /// @param settings how the graph is built
    /// @return an index that grows
    /// @throws IllegalArgumentException when the dimension is out of range
    public static HnswIndex create(int dimension, HnswSettings settings) {
        var format = new RowFormat(dimension, settings.similarity());
        var memory = memory();
        var matrix = VectorMatrix.create(format, memory, Kernels.best());
        var graph = Graph.create(settings, matrix, memory);
        return new HnswIndex(memory, graph, Optional.of(new GraphBuilder(graph)), Optional.empty());
    }

    /// Maps a file that [#save] wrote. Only its header, table and settings are checked, so that it
    /// takes the same time for every size; [#verify] checks the rest. A damaged file that nobody
    /// verified gives wrong hits or exceptions, and nothing worse.
    ///
    /// @param file the file
    /// @return a read-only index
    /// @throws dev.lanes.memory.CorruptFileException when the file is not an index or is damaged
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when it cannot be read
    public static HnswIndex open(Path file) throws IOException {
        var memory = memory();
        try {
            var source = HnswFile.open(file, memory);
            return new HnswIndex(
                    memory, source.graph(memory), Optional.empty(), Optional.of(source));
        } catch (IOException | RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    /// Checks every byte of a file that [#save] wrote against its checksums, and the graph against
    /// its laws.
    ///
    /// @param file the file
    /// @throws dev.lanes.memory.CorruptFileException when it is damaged; the message says where
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when it cannot be read
    public static void verify(Path file) throws IOException {
        try (var memory = memory()) {
            HnswFile.open(file, memory).verify(memory);
        }
    }

    private static OffHeap memory() {
        return OffHeap.forOwner("HNSW index");
    }

    /// Adds a row.
    ///
    /// @param id the caller's key, not in the index yet
    /// @param vector the row's values, copied
    /// @throws IllegalArgumentException when the id is there, or the vector has another dimension
    ///   or a value that is NaN or infinite; the index is then what it was
    /// @throws IllegalStateException when the index was opened from a file, or is closed
    /// @throws OutOfMemoryError when there is no room for another row; the index is then what it
    ///   was
    public void add(long id, float[] vector) {
        var links =
                builder.orElseThrow(() ->
                        new IllegalStateException(
                                "an HNSW index that was opened from a file is read-only"));
        synchronized (ordinals) {
            try (var _ = memory.lease()) {
                if (ordinals.get(id) != OrdinalMap.ABSENT) {
                    throw new IllegalArgumentException(
                            "id must not be in the index yet but %d is".formatted(id));
                }
                ordinals.reserve();
                ordinals.put(id, links.insert(id, vector));
                mapped++;
            }
        }
    }

    /// The rows closest to a query, as far as the graph finds them.
    ///
    /// @param query its values, of the index's dimension
    /// @param k how many rows, at least 1
    /// @param efSearch how many candidates are kept on the way, at least 1; fewer than k count as
    ///   k. More of them take longer and find more
    /// @return at most k hits, best first
    /// @throws IllegalArgumentException when k or efSearch is below 1, or the query has another
    ///   dimension or a value that is NaN or infinite
    /// @throws IllegalStateException when the index is closed
    public List<Hit> search(float[] query, int k, int efSearch) {
        requirePositive("k", k);
        requirePositive("efSearch", efSearch);
        try (var _ = memory.lease()) {
            var idle = idleWalks.poll();
            var walk = idle == null ? new GraphWalk(graph, graph.matrix().scorer()) : idle;
            var entry = graph.entry();
            int size = walk.prepare(query);
            var hits = List.<Hit>of();
            if (!entry.equals(Graph.EMPTY)) {
                int start = walk.descend(entry, 0);
                int ef = Math.min(Math.max(k, efSearch), size);
                hits = hits(walk.search(start, 0, ef), k);
            }
            idleWalks.add(walk);
            return hits;
        }
    }

    private List<Hit> hits(Beam beam, int k) {
        int count = Math.min(k, beam.size());
        var hits = new ArrayList<Hit>(count);
        for (int i = 0; i < count; i++) {
            hits.add(hit(beam.ordinal(i), beam.raw(i)));
        }
        return Collections.unmodifiableList(hits);
    }

    private Hit hit(int ordinal, float raw) {
        return new Hit(graph.nodes().id(ordinal), format.similarity().score(raw));
    }

    /// The rows closest to a query, found by comparing it with every row.
    ///
    /// @param query its values, of the index's dimension
    /// @param k how many rows, at least 1
    /// @return at most k hits, best first; of equal scores the row that was added first
    /// @throws IllegalArgumentException when k is below 1, or the query has another dimension or a
    ///   value that is NaN or infinite
    /// @throws IllegalStateException when the index is closed
    public List<Hit> searchExact(float[] query, int k) {
        requirePositive("k", k);
        try (var _ = memory.lease()) {
            var scorer = graph.matrix().scorer(query);
            int size = scorer.size();
            if (size == 0) {
                return List.of();
            }
            var best = new TopK(Math.min(k, size));
            var block = new int[BLOCK];
            var raws = new float[BLOCK];
            for (int from = 0; from < size; from += BLOCK) {
                int count = Math.min(BLOCK, size - from);
                for (int i = 0; i < count; i++) {
                    block[i] = from + i;
                }
                scorer.score(block, count, raws);
                for (int i = 0; i < count; i++) {
                    // NaN is the worst value there is, as it is in a beam.
                    float raw = raws[i];
                    best.offer(block[i], Float.isNaN(raw) ? Float.NEGATIVE_INFINITY : raw);
                }
            }
            var hits = new ArrayList<Hit>(best.size());
            while (best.size() > 0) {
                float raw = best.worst();
                hits.add(hit(best.removeWorst(), raw));
            }
            return Collections.unmodifiableList(hits.reversed());
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "%s must be at least 1 but was %d".formatted(name, value));
        }
    }

    /// Writes the index to a file: beside it first, forced to disk, then renamed into place, so
    /// that the file is at every moment the old one or the new one. Adding waits, searching does
    /// not. An index that was opened from a file is checked first, byte for byte, so that damage is
    /// not written anew under right checksums.
    ///
    /// @param file where; replaced if it is there
    /// @throws dev.lanes.memory.CorruptFileException when the file that the index was opened from
    ///   is damaged
    /// @throws IOException when the disk is full or fails; the old file is then untouched
    /// @throws IllegalStateException when the index is closed
    public void save(Path file) throws IOException {
        synchronized (ordinals) {
            try (var _ = memory.lease()) {
                if (source.isPresent()) {
                    source.get().verifyBytes();
                }
                HnswFile.write(graph, file);
            }
        }
    }

    /// Whether there is a row with this id. The first call of this or [#vector] on an index that
    /// was opened from a file reads all ids into the heap.
    ///
    /// @param id the caller's key
    /// @return whether it was added
    /// @throws IllegalStateException when the index is closed
    public boolean contains(long id) {
        try (var _ = memory.lease()) {
            return ordinal(id) != OrdinalMap.ABSENT;
        }
    }

    /// A row by its id.
    ///
    /// @param id the caller's key
    /// @return a copy of its values; under COSINE up to float rounding
    /// @throws NoSuchElementException when there is no such row
    /// @throws IllegalStateException when the index is closed
    public float[] vector(long id) {
        try (var _ = memory.lease()) {
            int ordinal = ordinal(id);
            if (ordinal == OrdinalMap.ABSENT) {
                throw new NoSuchElementException(
                        "id must be in the index but %d is not".formatted(id));
            }
            return graph.matrix().row(ordinal);
        }
    }

    private int ordinal(long id) {
        synchronized (ordinals) {
            if (builder.isEmpty()) {
                for (; mapped < graph.matrix().size(); mapped++) {
                    ordinals.put(graph.nodes().id(mapped), mapped);
                }
            }
            return ordinals.get(id);
        }
    }

    /// How many rows there are.
    ///
    /// @return the number of rows
    public int size() {
        return graph.matrix().size();
    }

    /// How many values a row has.
    ///
    /// @return the dimension
    public int dimension() {
        return format.dimension();
    }

    /// How the graph is built.
    ///
    /// @return the settings given to [#create], or those in the file
    public HnswSettings settings() {
        return graph.settings();
    }

    /// What the index takes outside the Java heap: rows, links and ids, allocated or mapped.
    ///
    /// @return bytes
    public long bytes() {
        return memory.allocatedBytes() + memory.mappedBytes();
    }

    /// How many rows no path of links on level 0 reaches from the entry: none, unless a damaged
    /// file was opened unverified. Rows that are being added are counted until they are linked.
    ///
    /// @return the number of rows that only an exact search finds
    /// @throws IllegalStateException when the index is closed
    public int unreachable() {
        try (var _ = memory.lease()) {
            return new GraphCheck(graph).unreachable();
        }
    }

    /// Gives the memory back when the last search has finished. Closing twice does nothing.
    @Override
    public void close() {
        memory.close();
    }
}
