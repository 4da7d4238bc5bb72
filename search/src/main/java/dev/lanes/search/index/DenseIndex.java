package dev.lanes.search.index;

import dev.lanes.hnsw.BulkSettings;
import dev.lanes.hnsw.HnswFiles;
import dev.lanes.hnsw.HnswIndex;
import dev.lanes.hnsw.HnswSettings;
import dev.lanes.hnsw.Row;
import dev.lanes.kernels.RowFormat;
import dev.lanes.vector.Hit;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/// Dense rows that are found at once: rows that come a few at a time are linked into the graph
/// right away, many are compared one by one until a thread of this index has linked them.
public final class DenseIndex implements FieldIndex {
    /// Linking takes some hundred microseconds a row.
    private static final int LINKED_AT_ONCE = 8;

    private static final long RECENT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RowFormat format;
    private final Reopened<HnswIndex> linked;
    private final int processors = Runtime.getRuntime().availableProcessors();

    /// Guarded by this object; the array is copied when it changes.
    private volatile List<FreshRows> fresh = List.of();

    private FreshRows linking;
    private volatile long lastAdded;
    private ExecutorService linker;
    private RuntimeException failure;
    private boolean closed;

    private DenseIndex(RowFormat format, Reopened<HnswIndex> linked) {
        this.format = format;
        this.linked = linked;
    }

    /// An index without rows.
    public static DenseIndex create(int dimension, HnswSettings settings) {
        return new DenseIndex(
                new RowFormat(dimension, settings.similarity()),
                Reopened.of(HnswIndex.create(dimension, settings)));
    }

    /// Maps a file that [#save] wrote.
    ///
    /// @throws IOException when it is damaged, as far as that shows without reading all of it, or
    ///   was made otherwise
    public static DenseIndex open(Path file, int dimension, HnswSettings settings)
            throws IOException {
        HnswIndex index = HnswIndex.open(file);
        if (index.dimension() != dimension || !index.settings().equals(settings)) {
            String found = index.dimension() + " dimensions, " + index.settings();
            index.close();
            throw new IOException(
                    "%s must have %d dimensions, %s but has %s"
                            .formatted(file, dimension, settings, found));
        }
        return new DenseIndex(
                new RowFormat(dimension, settings.similarity()),
                Reopened.mapped(index, file, HnswIndex::load));
    }

    /// Checks every byte of a file.
    public static void verify(Path file) throws IOException {
        HnswFiles.verify(file);
    }

    /// Adds rows, but for those that are there.
    ///
    /// @param some in the ascending order of their numbers, above those that were added before; a
    ///   file may have some of them already
    public void addAll(List<Row> some) throws IOException {
        if (some.isEmpty()) {
            return;
        }
        synchronized (this) {
            requireUsable();
            HnswIndex graph = linked.toChange();
            List<Row> rows = some.stream().filter(row -> !graph.contains(row.id())).toList();
            if (fresh.isEmpty() && linking == null && rows.size() <= LINKED_AT_ONCE) {
                rows.forEach(row -> graph.add(row.id(), row.vector()));
                return;
            }
            lastAdded = System.nanoTime();
            for (Row row : rows) {
                last().add(row.id(), row.vector());
            }
            startLinking();
        }
    }

    private FreshRows last() {
        if (!fresh.isEmpty()) {
            FreshRows last = fresh.getLast();
            if (last != linking && !last.isFull()) {
                return last;
            }
        }
        FreshRows added = new FreshRows(format);
        List<FreshRows> more = new ArrayList<>(fresh);
        more.add(added);
        fresh = List.copyOf(more);
        return added;
    }

    private void startLinking() {
        if (linking == null) {
            linking = fresh.getFirst();
            if (linker == null) {
                linker =
                        Executors.newFixedThreadPool(
                                processors,
                                Thread.ofPlatform().daemon().name("lanes-link-", 0).factory());
            }
            FreshRows first = linking;
            linker.execute(() -> link(first));
        }
    }

    /// Links rows, then takes them from the fresh ones: a search that looks there first finds each
    /// in one of the two.
    private void link(FreshRows rows) {
        try {
            HnswIndex graph = linked.get();
            BulkSettings bulk = BulkSettings.of(linker, tasks()).withCancellation(this::ends);
            graph.addAll(rows.alive(), bulk);
            synchronized (this) {
                for (long number : rows.deleted()) {
                    // Perhaps deleted after it was linked.
                    graph.delete(number);
                }
                fresh = fresh.stream().filter(other -> other != rows).toList();
                rows.close();
                linking = null;
                if (!fresh.isEmpty() && !closed) {
                    startLinking();
                }
                notifyAll();
            }
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                // The rows stay, and are found by comparing.
                failure = new IllegalStateException("rows could not be linked", e);
                notifyAll();
            }
        }
    }

    /// While rows come, who brings them needs a processor too.
    private int tasks() {
        boolean coming = System.nanoTime() - lastAdded < RECENT_NANOS;
        return coming ? Math.max(1, processors - 1) : processors;
    }

    private boolean ends() {
        return closed;
    }

    @Override
    public void delete(long number) throws IOException {
        synchronized (this) {
            boolean found = false;
            for (FreshRows rows : fresh) {
                found |= rows.delete(number);
            }
            if (!found || linking != null) {
                linked.toChange().delete(number);
            }
        }
    }

    /// The best rows: those that are linked, and those that are not yet.
    ///
    /// @param passes which numbers may be found
    /// @param graph searches among those that are linked, at most k
    /// @return at most k hits, or as many more as the graph's search gave; best first, none twice
    public Hits search(float[] query, int k, LongPredicate passes, GraphSearch graph) {
        List<Hit> hits = new ArrayList<>();
        for (FreshRows rows : fresh) {
            rows.search(query, k, passes, hits);
        }
        Hits found = graph.search(linked.get());
        if (hits.isEmpty()) {
            return found;
        }
        hits.addAll(found.hits());
        return new Hits(Hits.best(hits), found.reason() + hidden(hits, found), found.partial());
    }

    private static String hidden(List<Hit> hits, Hits found) {
        return "; %d of rows that are not linked yet".formatted(hits.size() - found.hits().size());
    }

    /// A search in the graph.
    @FunctionalInterface
    public interface GraphSearch {
        /// Searches.
        Hits search(HnswIndex graph);
    }

    /// The row of a number, as it was added.
    public float[] row(long number) {
        return linked.get().vector(number);
    }

    /// @throws InterruptedIOException when the thread is interrupted
    @Override
    public synchronized void awaitLinked(long number) throws IOException {
        while (!fresh.isEmpty() && fresh.getFirst().first() < number) {
            requireUsable();
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while rows were being linked");
            }
        }
    }

    /// Whether rows could not be linked; [#awaitLinked] says why.
    public synchronized boolean hasFailed() {
        return failure != null;
    }

    private void requireUsable() {
        if (failure != null) {
            throw failure;
        }
        if (closed) {
            throw new IllegalStateException("the index is closed");
        }
    }

    @Override
    public synchronized boolean isSaved() {
        return linked.isMapped();
    }

    /// Writes the rows that are linked.
    @Override
    public void save(Path file) throws IOException {
        linked.get().save(file);
    }

    @Override
    public void compact() throws IOException {
        awaitLinked(Long.MAX_VALUE);
        HnswIndex graph;
        synchronized (this) {
            graph = linked.toChange();
        }
        graph.compact();
    }

    @Override
    public synchronized long[] numbers() {
        LongStream linkedOnes = Arrays.stream(linked.get().ids());
        LongStream freshOnes =
                fresh.stream()
                        .flatMapToLong(rows -> {
                            LongStream.Builder numbers = LongStream.builder();
                            rows.alive().forEach(row -> numbers.add(row.id()));
                            return numbers.build();
                        });
        return LongStream.concat(linkedOnes, freshOnes).distinct().toArray();
    }

    @Override
    public synchronized long size() {
        return fresh.isEmpty() ? linked.get().size() : numbers().length;
    }

    /// How many rows are not linked yet.
    public int unlinked() {
        return fresh.stream().mapToInt(FreshRows::size).sum();
    }

    @Override
    public long bytes() {
        return linked.get().bytes() + fresh.stream().mapToLong(FreshRows::bytes).sum();
    }

    @Override
    public void close() {
        ExecutorService toEnd;
        synchronized (this) {
            closed = true;
            toEnd = linker;
        }
        if (toEnd != null) {
            // Linking looks every few rows whether it is to end.
            toEnd.close();
        }
        fresh.forEach(FreshRows::close);
        linked.close();
    }
}
