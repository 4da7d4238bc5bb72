package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;
import dev.lanes.vector.IdSet;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;

/// A segment with what its searches keep: searchers, the last filter, ordinals by id. As many
/// searchers are in use as there are searches at a time; few are kept. Safe for many threads.
final class SearchedSegment {
    private static final int MOST_IDLE = 2 * Runtime.getRuntime().availableProcessors();

    private final Segment segment;
    private final Kernels kernels;
    private final OrdinalsById ordinals;
    private final PassingRows passing;
    private final PassingRows.Passing live;
    private final ArrayBlockingQueue<SegmentSearcher> idle = new ArrayBlockingQueue<>(MOST_IDLE);

    SearchedSegment(Segment segment, Kernels kernels) {
        this.kernels = kernels;
        this.segment = segment;
        this.ordinals = new OrdinalsById(segment);
        this.passing = new PassingRows(segment, ordinals);
        this.live = new PassingRows.Passing(segment.live(), segment.live().count());
    }

    Segment segment() {
        return segment;
    }

    /// How many rows are there.
    int size() {
        return live.count();
    }

    /// The ordinal of a row that is there, or [OrdinalsById#ABSENT].
    int ordinal(long id) {
        return ordinals.ordinal(id);
    }

    /// Offers the rows that may be among the best.
    Explanation search(Query query, Algorithm algorithm, Optional<IdSet> filter, TopHits best) {
        var kept = idle.poll();
        var searcher = kept == null ? new SegmentSearcher(segment, kernels) : kept;
        var explanation =
                searcher.search(query, algorithm, filter.map(passing::of).orElse(live), best);
        idle.offer(searcher);
        return explanation;
    }
}
