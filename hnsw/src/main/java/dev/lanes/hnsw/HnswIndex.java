package dev.lanes.hnsw;

import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.RowFormat;
import dev.lanes.memory.GracePeriods;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.OrdinalMap;
import dev.lanes.vector.Hit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// Finds the rows closest to a query through an HNSW graph (arXiv:1603.09320) that lies outside the
/// Java heap.
///
/// An index is made with [#create], or read into memory with [#load] from a file that [#save]
/// wrote, and changes from then on; or it is opened with [#open] where the file lies, and is
/// read-only.
///
/// The graph is walked on compact codes where they suit the rows (see [RowStorage]); what a walk
/// found is compared with the query in full precision.
///
/// Thread-safe. Searches, additions, replacements and deletions run side by side. A search never
/// waits: it finds every row whose addition was acknowledged before it began, as far as its
/// efSearch goes, none whose deletion was, and one of the two rows of an id that is being replaced.
/// One exception is left: while links change, a search can miss a row whose only link moves from a
/// node that it has yet to look at to one that it has looked at. In a storm of changes to 100 rows
/// that was one search in a million. After [#close] whatever reads or changes rows throws
/// IllegalStateException, while [#size], [#dimension], [#settings] and [#bytes] answer as before;
/// what is under way finishes first, and the memory is given back after the last of it.
public final class HnswIndex implements AutoCloseable {
    private static final String OWNER = "HNSW index";

    private final OffHeap memory;
    private final Graph graph;
    private final GracePeriods grace = new GracePeriods();
    private final FileIds fileIds;
    private final Optional<GraphWriter> writer;
    private final Calibration calibration;

    /// The file that the index was opened from, if it was.
    private final Optional<HnswFile> source;

    private final SearcherPool pool;
    private final Searches searches;

    enum Changes {
        ALLOWED,
        REFUSED
    }

    HnswIndex(
            OffHeap memory,
            Graph graph,
            Optional<HnswFile> source,
            Changes changes,
            Calibration.Measured recall) {
        this.memory = memory;
        this.graph = graph;
        this.calibration = new Calibration(graph, recall);
        this.source = source;
        this.fileIds = new FileIds(graph);
        this.pool = new SearcherPool(graph, grace);
        this.searches = new Searches(graph, calibration, this::ordinal);
        if (changes == Changes.ALLOWED) {
            this.writer = Optional.of(new GraphWriter(graph, FileIds.read(graph), grace));
        } else {
            this.writer = Optional.empty();
        }
    }

    /// An empty index.
    ///
    /// @param dimension values a row, 1 to 4096
    /// @param settings how the graph is built
    /// @return an index that grows
    /// @throws IllegalArgumentException when the dimension is out of range
    public static HnswIndex create(int dimension, HnswSettings settings) {
        return create(dimension, settings, memory());
    }

    /// An empty index that takes so much memory outside the heap and no more.
    ///
    /// @param dimension values a row, 1 to 4096
    /// @param settings how the graph is built
    /// @param maxBytes the most that [#bytes] may be; a row that would need more is refused with a
    ///   [dev.lanes.memory.MemoryLimitException], and the index stays what it was
    /// @return an index that grows
    /// @throws IllegalArgumentException when the dimension is out of range or maxBytes negative
    public static HnswIndex createLimited(int dimension, HnswSettings settings, long maxBytes) {
        return create(dimension, settings, OffHeap.limited(OWNER, maxBytes));
    }

    private static HnswIndex create(int dimension, HnswSettings settings, OffHeap memory) {
        var format = new RowFormat(dimension, settings.similarity());
        var store = RowStore.create(format, settings.storage(), memory);
        var graph = Graph.create(settings, store, memory);
        return new HnswIndex(
                memory, graph, Optional.empty(), Changes.ALLOWED, Calibration.Measured.NOTHING);
    }

    /// Maps a file that [#save] wrote. Only its header, table and settings are checked, so that it
    /// takes the same time for every size; [HnswFiles#verify] checks the rest. A damaged file that
    /// nobody verified gives wrong hits or exceptions, and nothing worse; but a file that is cut
    /// short while it is mapped ends the process, so files that somebody else may cut are better
    /// [loaded][#load].
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
                    memory,
                    source.graph(memory),
                    Optional.of(source),
                    Changes.REFUSED,
                    source.recall());
        } catch (IOException | RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    /// Reads a file that [#save] wrote into memory, after checking all of it.
    ///
    /// @param file the file, which is not needed afterwards
    /// @return an index that can change
    /// @throws dev.lanes.memory.CorruptFileException when the file is not an index or is damaged
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when it cannot be read
    public static HnswIndex load(Path file) throws IOException {
        var memory = memory();
        try (var mapping = memory()) {
            var source = HnswFile.open(file, mapping);
            source.verify(mapping);
            return new HnswIndex(
                    memory,
                    source.copy(memory),
                    Optional.empty(),
                    Changes.ALLOWED,
                    source.recall());
        } catch (IOException | RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    static OffHeap memory() {
        return OffHeap.forOwner(OWNER);
    }

    /// For tests.
    Graph graph() {
        return graph;
    }

    private GraphWriter writer() {
        return writer.orElseThrow(() ->
                new IllegalStateException(
                        "an HNSW index that was %s is read-only"
                                .formatted(
                                        source.isPresent()
                                                ? "opened from a file"
                                                : "built over a file of rows")));
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
        try (var _ = memory.lease()) {
            writer().add(id, vector);
        }
    }

    /// Adds many rows, by several threads if the settings say so. When the index is empty, the
    /// encoding of its rows learns from the first 4096 of them before any is added.
    ///
    /// Searches and other changes may go on meanwhile. When it ends early, whether by an exception
    /// or because it was cancelled, the rows that were added stay, and no thread works on it any
    /// more.
    ///
    /// @param rows what to add, asked for by one thread at a time
    /// @param settings who does it
    /// @return how many rows were added: all
    /// @throws IllegalArgumentException when a row is refused, as by [#add]; the message says which
    /// @throws java.util.concurrent.CancellationException when it was cancelled, or a thread that
    ///   works on it was interrupted; the message says how many rows are in
    /// @throws java.util.concurrent.RejectedExecutionException when the executor takes no task
    /// @throws IllegalStateException when the index was opened from a file, or is closed
    /// @throws OutOfMemoryError when there is no room for another row
    public int addAll(Iterable<Row> rows, BulkSettings settings) {
        return new BulkAddition(memory, writer(), graph.store().format()).add(rows, settings);
    }

    /// Adds a row, or replaces the one with this id.
    ///
    /// @param id the caller's key
    /// @param vector the row's values, copied
    /// @return whether there was a row with this id
    /// @throws IllegalArgumentException when the vector has another dimension or a value that is
    ///   NaN or infinite; the index is then what it was
    /// @throws IllegalStateException when the index was opened from a file, or is closed
    /// @throws OutOfMemoryError when there is no room for another row; the index is then what it
    ///   was
    public boolean upsert(long id, float[] vector) {
        try (var _ = memory.lease()) {
            return writer().upsert(id, vector);
        }
    }

    /// Deletes a row. Its place is used again once no search holds it any more; the graph around it
    /// is repaired bit by bit with the changes that follow, or by [#compact].
    ///
    /// @param id the caller's key
    /// @return whether there was a row with this id
    /// @throws IllegalStateException when the index was opened from a file, or is closed
    public boolean delete(long id) {
        try (var _ = memory.lease()) {
            return writer().delete(id);
        }
    }

    /// Repairs all that deletions left in the graph, so that all of their space can be used again.
    /// Other changes wait meanwhile, searches do not.
    ///
    /// @throws IllegalStateException when the index was opened from a file, or is closed
    public void compact() {
        try (var _ = memory.lease()) {
            writer().compact();
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
    public List<Hit> search(float[] query, int k, int efSearch) {
        Positive.require("k", k);
        Positive.require("efSearch", efSearch);
        return searching(searcher -> Searches.search(searcher, query, k, efSearch));
    }

    /// The rows or groups closest to a query, as far as the graph finds them. An interrupted thread
    /// ends its search within some hundred microseconds, with what it has found by then; it stays
    /// interrupted.
    ///
    /// @param query its values, of the index's dimension
    /// @param settings what is to be found and how hard to try
    /// @return at most k hits, or the hits of at most k groups, and how they were found
    /// @throws IllegalArgumentException when the query has another dimension or a value that is NaN
    ///   or infinite
    public SearchResult search(float[] query, SearchSettings settings) {
        return searching(searcher -> searches.search(searcher, query, settings));
    }

    /// All rows with a score of at least so much, as far as the graph finds them: the beam is made
    /// wider until there are as many candidates out of the range as efSearch is more than 1. An
    /// interrupted thread ends its search as in [#search(float[], SearchSettings)].
    ///
    /// @param query its values, of the index's dimension
    /// @param minScore the lowest score of a hit
    /// @param settings how hard to try; k is the most hits, the best of which are returned. The
    ///   grouping is not used
    /// @return the hits, and how they were found
    /// @throws IllegalArgumentException when the query has another dimension or a value that is NaN
    ///   or infinite, or the score is NaN
    public SearchResult searchRange(float[] query, float minScore, SearchSettings settings) {
        if (Float.isNaN(minScore)) {
            throw new IllegalArgumentException("minScore must be a number but was NaN");
        }
        return searching(searcher -> searches.searchRange(searcher, query, minScore, settings));
    }

    /// Searches for several queries at once, as by [#search(float[], SearchSettings)], and waits
    /// for all of them. A budget is that of each query.
    ///
    /// @param queries their values
    /// @param settings what is to be found and how hard to try
    /// @param executor runs the searches: as many at once as it has threads, up to four for each
    ///   processor. An interruption of its threads ends their searches; one of the caller does not
    /// @return a result for each query, in their order
    /// @throws IllegalArgumentException when a query has another dimension or a value that is NaN
    ///   or infinite; queries that were not begun are given up then
    /// @throws java.util.concurrent.RejectedExecutionException when the executor is shut down
    public List<SearchResult> searchAll(
            List<float[]> queries, SearchSettings settings, Executor executor) {
        return new Queries(queries, query -> search(query, settings)).runOn(executor);
    }

    /// The rows closest to a query, with as many candidates as a recall takes.
    ///
    /// How many that are is measured when it is asked for a k the first time, with a sample of the
    /// rows as queries or with those of the caller (see [#calibrate(List)]), and again when
    /// additions and deletions make up 30 % of the rows: that search takes some two seconds longer
    /// with 100,000 rows. Others with the same k wait for it the first time only.
    ///
    /// @param query its values, of the index's dimension
    /// @param k how many rows, at least 1
    /// @param recall the share of the k closest rows to be found, in the mean over queries
    /// @return at most k hits, best first
    /// @throws IllegalArgumentException when k is below 1, or the query has another dimension or a
    ///   value that is NaN or infinite
    public List<Hit> search(float[] query, int k, Recall recall) {
        Positive.require("k", k);
        Objects.requireNonNull(recall, "recall");
        return searching(searcher ->
                Searches.search(searcher, query, k, calibration.efSearch(recall, k, searcher)));
    }

    /// Measures anew how many candidates a [Recall] takes, for each k that was searched with, or
    /// for 10: with queries of the caller if there were some, else with a sample of the rows, each
    /// of which is searched for as if it were not in the index.
    public void calibrate() {
        searching(searcher -> {
            calibration.measure(searcher);
            return searcher;
        });
    }

    /// Measures anew how many candidates a [Recall] takes, and from now on with these queries. That
    /// is of use when queries are unlike the rows. They are kept with the index.
    ///
    /// @param queries at least 32; at most 2,000 of them are taken, evenly spread
    /// @throws IllegalArgumentException when they are too few, or one has another dimension or a
    ///   value that is NaN or infinite
    public void calibrate(List<float[]> queries) {
        searching(searcher -> {
            calibration.measure(queries, searcher);
            return searcher;
        });
    }

    /// The rows closest to a query, found by comparing it with every row in the best form that the
    /// index has.
    ///
    /// @param query its values, of the index's dimension
    /// @param k how many rows, at least 1
    /// @return at most k hits, best first
    /// @throws IllegalArgumentException when k is below 1, or the query has another dimension or a
    ///   value that is NaN or infinite
    public List<Hit> searchExact(float[] query, int k) {
        Positive.require("k", k);
        return searching(searcher -> searcher.searchExact(query, k));
    }

    private <T> T searching(Function<Searcher, T> search) {
        try (var _ = memory.lease()) {
            return pool.search(search);
        }
    }

    /// Writes the index to a file: beside it first, forced to disk, then renamed into place, so
    /// that the file is at every moment the old one or the new one. Searches and changes go on
    /// meanwhile; the file has the rows of the moment at which it was begun, and memory for a copy
    /// of the links is taken until it is written. An index that was opened from a file is checked
    /// first, byte for byte, so that damage is not written anew under right checksums.
    ///
    /// @param file where; replaced if it is there
    /// @throws dev.lanes.memory.CorruptFileException when the file that the index was opened from
    ///   is damaged
    /// @throws IOException when the disk is full or fails; the old file is then untouched
    public void save(Path file) throws IOException {
        try (var _ = memory.lease()) {
            if (source.isPresent()) {
                source.get().verifyBytes();
            }
            // No ordinal is given out anew until the rows are written.
            int ticket = grace.enter();
            try {
                var snapshot = writer.isPresent() ? writer.get().snapshot() : Snapshot.copy(graph);
                try (var _ = snapshot.memory();
                        var _ = snapshot.rows().memory().lease()) {
                    HnswFile.write(graph.settings(), snapshot, calibration.measured(), file);
                }
            } finally {
                grace.exit(ticket);
            }
        }
    }

    /// Whether there is a row with this id. The first call of this or [#vector] on an index that
    /// was opened from a file reads all ids into the heap, and so does the first search among a
    /// small set of ids.
    ///
    /// @param id the caller's key
    /// @return whether it was added, and not deleted since
    public boolean contains(long id) {
        try (var _ = memory.lease()) {
            return ordinal(id) != OrdinalMap.ABSENT;
        }
    }

    /// A row by its id.
    ///
    /// @param id the caller's key
    /// @return a copy of its values; under COSINE up to float rounding, and as well as the encoding
    ///   restores them where rows are not kept in full precision
    /// @throws NoSuchElementException when there is no such row
    public float[] vector(long id) {
        return searching(_ -> {
            int ordinal = ordinal(id);
            if (ordinal == OrdinalMap.ABSENT) {
                throw new NoSuchElementException(
                        "id must be in the index but %d is not".formatted(id));
            }
            // The form of the rows in which the ordinal was given out, or a later one.
            var rows = graph.rows();
            try (var _ = rows.memory().lease()) {
                return rows.best().row(ordinal);
            }
        });
    }

    private int ordinal(long id) {
        return writer.isPresent() ? writer.get().liveOrdinal(id) : fileIds.ordinal(id);
    }

    /// All ids, in no order. Rows that are added or deleted meanwhile may be there or not.
    ///
    /// @return a copy
    public long[] ids() {
        return searching(Searcher::ids);
    }

    /// {@return how many rows there are}
    public int size() {
        return graph.liveCount();
    }

    /// {@return how many values a row has}
    public int dimension() {
        return graph.store().format().dimension();
    }

    /// How the graph is built.
    ///
    /// @return the settings given to [#create], or those in the file
    public HnswSettings settings() {
        return graph.settings();
    }

    /// The encoding that the graph is walked on now: FLOAT32 until there are rows for a sample.
    ///
    /// @return the one of the settings, or the one that suits the rows
    public Encoding encoding() {
        return graph.rows().walked().codec().encoding();
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
    public int unreachable() {
        try (var _ = memory.lease()) {
            return new GraphCheck(graph).unreachable();
        }
    }

    /// Gives the memory back when the last search has finished. Closing twice does nothing.
    @Override
    public void close() {
        writer.ifPresent(GraphWriter::close);
        memory.close();
    }
}
