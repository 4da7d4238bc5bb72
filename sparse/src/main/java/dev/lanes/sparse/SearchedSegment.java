package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;
import dev.lanes.memory.OffHeap;
import dev.lanes.sparse.live.SealedPart;
import dev.lanes.vector.SparseVector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A segment with what its searches keep: searchers, the last filter, ordinals by id. As many
/// searchers are in use as there are searches at a time; few are kept. Safe for many threads, of
/// which one at a time kills rows.
final class SearchedSegment implements Part, SealedPart {
    private static final int MOST_IDLE = 2 * Runtime.getRuntime().availableProcessors();

    private final Segment segment;
    private final Kernels kernels;
    private final OrdinalsById ordinals;
    private final PassingRows passing;
    private final int liveAtFirst;
    private final ArrayBlockingQueue<Searcher> idle = new ArrayBlockingQueue<>(MOST_IDLE);
    private final AtomicInteger deaths = new AtomicInteger();

    SearchedSegment(Segment segment, Kernels kernels) {
        this.kernels = kernels;
        this.segment = segment;
        this.ordinals = new OrdinalsById(segment);
        this.passing = new PassingRows(segment, ordinals);
        this.liveAtFirst = segment.liveCount();
    }

    Segment segment() {
        return segment;
    }

    @Override
    public OffHeap memory() {
        return segment.memory();
    }

    @Override
    public int size() {
        return segment.size();
    }

    @Override
    public int liveCount() {
        return liveAtFirst - deaths.get();
    }

    @Override
    public int row(long id) {
        return ordinals.ordinal(id);
    }

    @Override
    public SparseVector vector(int row) {
        return segment.stored().vector(row);
    }

    @Override
    public StoredRows.RowReader reader() {
        return segment.stored().reader();
    }

    @Override
    public void forEach(RowConsumer action) {
        segment.forEach(action);
    }

    /// Looks at all ids now instead of when one is asked for.
    ///
    /// @throws IllegalArgumentException when two live rows have one id
    void fillOrdinals() {
        ordinals.fill();
    }

    @Override
    public void kill(int row) {
        segment.live().clear(row);
        deaths.getAndIncrement();
    }

    @Override
    public Explanation search(Query query, SparseSearchSettings search, TopHits best) {
        int died = deaths.get();
        var rows =
                search.filter().isPresent()
                        ? passing.of(search.filter().get(), died)
                        : new PassingRows.Passing(segment.live(), liveAtFirst - died);
        var kept = idle.poll();
        var searcher = kept == null ? Searcher.of(segment, ordinals, kernels) : kept;
        var explanation = searcher.search(query, search, rows, best);
        idle.offer(searcher);
        return explanation;
    }
}
