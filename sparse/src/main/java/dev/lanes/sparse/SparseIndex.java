package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Finds the rows whose dot product with a query is largest, among rows of few weighted terms that
/// lie outside the Java heap: an inverted index for learned sparse vectors.
///
/// Weights are stored as [WeightEncoding] says. Search is exact under the weights as stored: the
/// score of a row is the dot product in double precision, rounded to float, and every exact
/// algorithm returns the same hits.
///
/// Thread-safe. After [#close] whatever reads rows throws IllegalStateException; what is under way
/// finishes first.
public final class SparseIndex implements AutoCloseable {
    private static final String OWNER = "sparse index";

    private final OffHeap memory;
    private final SparseSettings settings;
    private final List<SearchedSegment> segments;

    /// The file that the index was opened from, if it was.
    private final Optional<SparseFile> source;

    private SparseIndex(
            OffHeap memory,
            SparseSettings settings,
            List<Segment> segments,
            Optional<SparseFile> source,
            Kernels kernels) {
        this.memory = memory;
        this.settings = settings;
        this.segments = segments.stream().map(part -> new SearchedSegment(part, kernels)).toList();
        this.source = source;
    }

    /// An index of some rows.
    ///
    /// @param rows no id twice, no weight negative, no term above [SparseSettings#MAX_TERM]; terms
    ///   of weight 0 are dropped. A row without terms is kept, but never found
    /// @param settings how they are stored
    /// @return an index that does not change
    /// @throws IllegalArgumentException when a row is not like that; the message says which rule
    public static SparseIndex build(Iterator<SparseRow> rows, SparseSettings settings) {
        return build(rows, settings, Kernels.best());
    }

    /// With kernels of a backend.
    static SparseIndex build(Iterator<SparseRow> rows, SparseSettings settings, Kernels kernels) {
        var buffer = new RowBuffer(settings.weights());
        rows.forEachRemaining(row -> buffer.add(row.id(), row.vector()));
        var memory = OffHeap.forOwner(OWNER);
        try {
            var segment = SegmentBuilder.seal(buffer, settings, memory);
            OrdinalsById.requireDistinct(segment);
            return new SparseIndex(memory, settings, List.of(segment), Optional.empty(), kernels);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
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
            return of(SparseFile.open(file, memory), memory, Kernels.best());
        } catch (IOException | RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /// Reads a file that [#save] wrote into memory and checks every byte of it.
    ///
    /// @param file the file, which may change afterwards
    /// @return an index
    /// @throws dev.lanes.memory.CorruptFileException when it is not such a file, or a damaged one
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when it cannot be read
    public static SparseIndex load(Path file) throws IOException {
        var memory = OffHeap.forOwner(OWNER);
        try {
            var loaded = SparseFile.load(file, memory);
            loaded.verify(memory);
            return of(loaded, memory, Kernels.best());
        } catch (IOException | RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    private static SparseIndex of(SparseFile file, OffHeap memory, Kernels kernels)
            throws IOException {
        return new SparseIndex(
                memory, file.settings(), file.segments(memory), Optional.of(file), kernels);
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
            var best = new TopHits(Math.clamp(size(), 1, search.k()));
            var explanations = new Explanations();
            for (var segment : segments) {
                explanations.add(segment.search(asked, search.algorithm(), search.filter(), best));
            }
            return new SparseResult(best.drain(), explanations.sum());
        }
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
            }
            SparseFile.write(
                    settings, segments.stream().map(SearchedSegment::segment).toList(), file);
        }
    }

    /// Whether there is a row with this id. The first call of this, of [#get], or of a search with
    /// a small filter sorts all ids on the heap.
    ///
    /// @param id the caller's key
    /// @return whether there is
    public boolean contains(long id) {
        try (var _ = memory.lease()) {
            return segments.stream().anyMatch(part -> part.ordinal(id) != OrdinalsById.ABSENT);
        }
    }

    /// A row by its id.
    ///
    /// @param id the caller's key
    /// @return a copy of its terms, with weights as stored
    /// @throws NoSuchElementException when there is no such row
    public SparseVector get(long id) {
        try (var _ = memory.lease()) {
            for (var part : segments) {
                int ordinal = part.ordinal(id);
                if (ordinal != OrdinalsById.ABSENT) {
                    return part.segment().forward().vector(ordinal);
                }
            }
        }
        throw new NoSuchElementException("id must be in the index but %d is not".formatted(id));
    }

    /// {@return how many rows there are}
    public int size() {
        return segments.stream().mapToInt(SearchedSegment::size).sum();
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

    /// Gives the memory back when the last search has finished. Closing twice does nothing.
    @Override
    public void close() {
        memory.close();
    }
}
