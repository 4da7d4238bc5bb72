package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.OrdinalMap;
import dev.lanes.sparse.live.Generation;
import dev.lanes.sparse.live.Generations;
import dev.lanes.sparse.live.MergePolicy;
import dev.lanes.sparse.live.PartWriter;
import dev.lanes.sparse.live.PartWriter.OldRow;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/// Finds the rows whose dot product with a query is largest, among rows of few weighted terms that
/// lie outside the Java heap: an inverted index for learned sparse vectors.
///
/// Weights are stored as [WeightEncoding] says. Search is exact under the weights as stored: the
/// score of a row is the dot product in double precision, rounded to float, and every exact
/// algorithm returns the same hits. [Algorithm#SEISMIC] and [TwoPhase] are approximate, and faster
/// where rows are many.
///
/// Rows that were added are found at once. Some thousands of them are kept on the heap; then a
/// thread of the index seals them into a segment and makes larger segments of smaller ones, while
/// searches and changes go on.
///
/// Thread-safe. Changes wait for each other; a search sees a replaced row or its successor, one of
/// the two. After [#close] whatever reads rows throws IllegalStateException; what is under way
/// finishes first.
public final class SparseIndex implements AutoCloseable {
    private static final String OWNER = "sparse index";

    private final OffHeap memory;
    private final SparseSettings settings;
    private final Generations<SearchedSegment, FreshRows> generations;

    /// Nobody writes to a mapped file.
    private final Optional<PartWriter<SparseVector, SearchedSegment, FreshRows>> writer;

    /// The file that the index was mapped from, if it was.
    private final Optional<SparseFile> source;

    private SparseIndex(
            OffHeap memory,
            SparseSettings settings,
            List<SearchedSegment> segments,
            Optional<SparseFile> source,
            Engine engine) {
        var sealing = new SparseSealing(memory, settings, engine.kernels, engine.freshRows);
        this.memory = memory;
        this.settings = settings;
        this.generations = new Generations<>(new Generation<>(segments, List.of(sealing.fresh())));
        this.source = source;
        this.writer =
                source.isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                new PartWriter<>(
                                        OWNER,
                                        generations,
                                        sealing,
                                        new MergePolicy(engine.freshRows, Integer.MAX_VALUE)));
    }

    /// What users do not choose.
    ///
    /// @param kernels of which backend
    /// @param freshRows how many rows are searched without being sealed
    record Engine(Kernels kernels, int freshRows) {
        static Engine of(Kernels kernels) {
            return new Engine(kernels, FreshRows.MOST_ROWS);
        }
    }

    /// An index without rows.
    ///
    /// @param settings how rows are stored
    /// @return an index that can change
    public static SparseIndex create(SparseSettings settings) {
        return create(settings, Engine.of(Kernels.best()));
    }

    static SparseIndex create(SparseSettings settings, Engine engine) {
        return of(OffHeap.forOwner(OWNER), settings, List.of(), Optional.empty(), engine);
    }

    /// An index of some rows, in one segment.
    ///
    /// @param rows no id twice, no weight negative, no term above [SparseSettings#MAX_TERM]; terms
    ///   of weight 0 are dropped. A row without terms is kept, but never found
    /// @param settings how they are stored
    /// @return an index that can change
    /// @throws IllegalArgumentException when a row is not like that; the message says which rule
    public static SparseIndex build(Iterator<SparseRow> rows, SparseSettings settings) {
        return build(rows, settings, Kernels.best());
    }

    /// With kernels of a backend.
    static SparseIndex build(Iterator<SparseRow> rows, SparseSettings settings, Kernels kernels) {
        var buffer = new RowBuffer(settings.weights());
        rows.forEachRemaining(row -> buffer.add(row.id(), row.vector()));
        var memory = OffHeap.forOwner(OWNER);
        var part = memory.part();
        try {
            var segment = SegmentBuilder.seal(buffer, settings, kernels, part);
            return of(memory, settings, List.of(segment), Optional.empty(), Engine.of(kernels));
        } catch (RuntimeException | Error e) {
            part.close();
            memory.close();
            throw e;
        }
    }

    private static SparseIndex of(
            OffHeap memory,
            SparseSettings settings,
            List<Segment> segments,
            Optional<SparseFile> source,
            Engine engine) {
        var searched =
                segments.stream().map(part -> new SearchedSegment(part, engine.kernels)).toList();
        var index = new SparseIndex(memory, settings, searched, source, engine);
        if (source.isEmpty()) {
            requireDistinct(searched);
        }
        return index;
    }

    /// Of what can change, each id must lead to one row.
    private static void requireDistinct(List<SearchedSegment> segments) {
        segments.forEach(SearchedSegment::fillOrdinals);
        for (int i = 0; i < segments.size(); i++) {
            var before = segments.subList(0, i);
            segments.get(i)
                    .forEach((id, _) -> {
                        if (before.stream().anyMatch(part -> part.row(id) != OrdinalMap.ABSENT)) {
                            throw new IllegalArgumentException(
                                    "ids must differ but %d came twice".formatted(id));
                        }
                    });
        }
    }

    /// Maps a file that [#save] wrote. Only its header, table and sizes are checked, so that it
    /// takes the same time for every size; [#verify] checks the rest. A damaged file that nobody
    /// verified gives wrong hits or exceptions, and nothing worse; but a file that is cut short
    /// while it is mapped ends the process, so files that somebody else may cut are better
    /// [loaded][#load].
    ///
    /// @param file the file
    /// @return a read-only index
    /// @throws dev.lanes.memory.CorruptFileException when it is not such a file, or a damaged one
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when it cannot be read
    public static SparseIndex open(Path file) throws IOException {
        var memory = OffHeap.forOwner(OWNER);
        try {
            var opened = SparseFile.open(file, memory);
            var segments = opened.segments(memory);
            return of(
                    memory,
                    opened.settings(),
                    segments,
                    Optional.of(opened),
                    Engine.of(Kernels.best()));
        } catch (IOException | RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /// Reads a file that [#save] wrote into memory and checks every byte of it.
    ///
    /// @param file the file, which may change afterwards
    /// @return an index that can change
    /// @throws dev.lanes.memory.CorruptFileException when it is not such a file, or a damaged one
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when it cannot be read
    public static SparseIndex load(Path file) throws IOException {
        var memory = OffHeap.forOwner(OWNER);
        var part = memory.part();
        try {
            var loaded = SparseFile.load(file, part);
            loaded.verify(part);
            var segments = loaded.segments(part);
            return of(
                    memory,
                    loaded.settings(),
                    segments,
                    Optional.empty(),
                    Engine.of(Kernels.best()));
        } catch (IOException | RuntimeException | Error e) {
            part.close();
            memory.close();
            throw e;
        }
    }

    /// Checks every byte of a file that [#save] wrote against its checksums, and what it holds
    /// against its laws.
    ///
    /// @param file the file
    /// @throws dev.lanes.memory.CorruptFileException when it is damaged; the message says where
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when it cannot be read
    public static void verify(Path file) throws IOException {
        try (var memory = OffHeap.forOwner(OWNER)) {
            SparseFile.open(file, memory).verify(memory);
        }
    }

    /// The rows whose dot product with a query is largest.
    ///
    /// @param query no weight negative; terms that no row has are ignored, and without terms there
    ///   are no hits
    /// @param search what is to be found, and how
    /// @return at most k hits with a score above 0, best first, and how they were found
    /// @throws IllegalArgumentException when a weight is negative
    public SparseResult search(SparseVector query, SparseSearchSettings search) {
        var asked = Query.of(query);
        try (var _ = memory.lease()) {
            return generations.read(rows -> search(rows, asked, search));
        }
    }

    private static SparseResult search(
            Generation<SearchedSegment, FreshRows> rows, Query query, SparseSearchSettings search) {
        // Others may come before the last part is searched, so they do not say how many are kept.
        var best = new TopHits(search.k(), rows.liveCount());
        var explanations = new Explanations();
        rows.sealed().forEach(part -> explanations.add(part.search(query, search, best)));
        rows.fresh().stream()
                .filter(part -> part.size() > 0)
                .forEach(part -> explanations.add(part.search(query, search, best)));
        return new SparseResult(best.drain(), explanations.sum());
    }

    private PartWriter<SparseVector, SearchedSegment, FreshRows> writer() {
        return writer.orElseThrow(() ->
                new UnsupportedOperationException(
                        "sparse index must be in memory to change but was mapped from a file;"
                                + " load the file instead"));
    }

    /// Adds a row. When this returns, searches find it.
    ///
    /// @param id the row's key, not in the index yet
    /// @param vector no weight negative, no term above [SparseSettings#MAX_TERM]
    /// @throws IllegalArgumentException when the id is there already, or the row is not like that
    /// @throws UnsupportedOperationException when the index was opened by mapping a file
    /// @throws IllegalStateException when closed, or when rows could not be sealed
    public void add(long id, SparseVector vector) {
        writer().put(id, vector, OldRow.REFUSED);
    }

    /// Adds a row or replaces the one that has the id.
    ///
    /// @param id the row's key
    /// @param vector as in [#add]
    /// @return whether it replaced one
    /// @throws IllegalArgumentException when the row is not like that; the old one stays
    /// @throws UnsupportedOperationException when the index was opened by mapping a file
    /// @throws IllegalStateException when closed, or when rows could not be sealed
    public boolean upsert(long id, SparseVector vector) {
        return writer().put(id, vector, OldRow.REPLACED);
    }

    /// Deletes a row. When this returns, no search that begins finds it.
    ///
    /// @param id the row's key
    /// @return whether there was one
    /// @throws UnsupportedOperationException when the index was opened by mapping a file
    /// @throws IllegalStateException when closed
    public boolean delete(long id) {
        return writer().delete(id);
    }

    /// Makes one segment of all rows and gives back what dead rows take, while searches and changes
    /// go on.
    ///
    /// @throws UnsupportedOperationException when the index was opened by mapping a file
    /// @throws IllegalStateException when closed
    public void compact() {
        writer().compact();
    }

    /// Writes the index to a file: beside it first, forced to disk, then renamed into place, so
    /// that the file is at every moment the old one or the new one. An index that was opened from a
    /// file is checked first, byte for byte.
    ///
    /// @param file where; replaced if it is there
    /// @throws dev.lanes.memory.CorruptFileException when the file that the index was opened from
    ///   is damaged
    /// @throws IOException when the disk is full or fails; the old file is then untouched
    public void save(Path file) throws IOException {
        try (var _ = memory.lease()) {
            if (source.isPresent()) {
                source.get().verifyBytes();
                var segments = generations.now().sealed().stream();
                var mapped = segments.map(SearchedSegment::segment).toList();
                SparseFileWriter.write(settings, mapped, file, _ -> {});
            } else {
                int most = SparseFile.MOST_SEGMENTS / 2 + 1;
                try (var snapshot = writer().snapshot(most, part -> part.segment().copy())) {
                    SparseFileWriter.write(settings, snapshot.copies(), file, _ -> {});
                }
                writer().throwFailure();
            }
        }
    }

    /// Whether there is a row with this id. For an index that was opened by mapping a file, the
    /// first call of this, of [#get], or of a search with a small filter reads all ids.
    ///
    /// @param id the caller's key
    /// @return whether there is
    public boolean contains(long id) {
        return find(id, _ -> true).isPresent();
    }

    /// A row by its id.
    ///
    /// @param id the caller's key
    /// @return a copy of its terms, with weights as stored
    /// @throws NoSuchElementException when there is no such row
    public SparseVector get(long id) {
        return find(id, place -> ((Part) place.part()).vector(place.row()))
                .orElseThrow(() ->
                        new NoSuchElementException(
                                "id must be in the index but %d is not".formatted(id)));
    }

    private <T> Optional<T> find(long id, Function<Generation.Place, T> known) {
        try (var _ = memory.lease()) {
            return writer.isPresent()
                    ? writer.get().atRest(rows -> rows.find(id).map(known))
                    : generations.now().find(id).map(known);
        }
    }

    /// The ids of all rows, in no order.
    ///
    /// @return a copy
    public long[] ids() {
        try (var _ = memory.lease()) {
            return generations.read(rows -> {
                var ids = LongStream.builder();
                rows.parts().forEach(part -> part.forEach((id, _) -> ids.add(id)));
                return ids.build().toArray();
            });
        }
    }

    /// {@return how many rows there are}
    public int size() {
        return generations.now().liveCount();
    }

    /// How rows are stored.
    ///
    /// @return the settings given to [#build], or those in the file
    public SparseSettings settings() {
        return settings;
    }

    /// What the index takes outside the Java heap, allocated or mapped.
    ///
    /// @return bytes
    public long bytes() {
        return memory.allocatedBytes() + memory.mappedBytes();
    }

    /// Gives the memory back when the last search has finished, and ends sealing and merging.
    /// Closing twice does nothing.
    @Override
    public void close() {
        writer.ifPresent(PartWriter::close);
        generations.now().memories().forEach(OffHeap::close);
        memory.close();
    }
}
