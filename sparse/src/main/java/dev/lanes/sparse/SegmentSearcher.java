package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.ListScan;
import dev.lanes.kernels.PostingScan;
import dev.lanes.kernels.RowScoring;
import dev.lanes.kernels.TermScoring;
import dev.lanes.memory.Bits;

/// What one search of a segment needs: scratch that is used again by the next one. For one thread.
final class SegmentSearcher {
    private final Segment segment;
    private final RowScoring scoring;
    private final WindowSearch windows;

    SegmentSearcher(Segment segment, Kernels kernels) {
        this.segment = segment;
        this.scoring =
                TermScoring.of(kernels, segment.rows())
                        .<RowScoring>map(scorer -> scorer)
                        .orElseGet(() -> new JavaScoring(segment.forward()));
        var scan =
                ListScan.of(kernels, segment.lists())
                        .<PostingScan>map(lists -> lists)
                        .orElseGet(() -> new JavaScan(segment.lists()));
        this.windows = new WindowSearch(segment, scan, scoring);
    }

    /// Offers the rows that may be among the best.
    ///
    /// @param passing rows that may be returned
    Explanation search(
            Query asked, Algorithm algorithm, PassingRows.Passing passing, TopHits best) {
        var query = asked.below(segment.forward().termLimit());
        var lists = QueryLists.of(query, segment.postings());
        var plan =
                algorithm == Algorithm.AUTO
                        ? Planner.plan(segment, lists, passing.count(), best.room())
                        : new Planner.Plan(algorithm, "the search asked for it");
        for (int i = 0; i < query.size(); i++) {
            scoring.weigh(query.term(i), query.weight(i));
        }
        try {
            var work = run(plan.algorithm(), lists, passing.rows(), best);
            return new Explanation(plan.algorithm(), plan.reason(), work);
        } finally {
            for (int i = 0; i < query.size(); i++) {
                scoring.weigh(query.term(i), 0);
            }
        }
    }

    private Explanation.Work run(
            Algorithm algorithm, QueryLists lists, Bits accepted, TopHits best) {
        return switch (algorithm) {
            case AUTO -> throw new IllegalStateException("the planner must choose but did not");
            case EXHAUSTIVE -> Exhaustive.search(segment, scoring, accepted, best);
            case ACCUMULATOR -> windows.search(lists, new WindowedAccumulator(), accepted, best);
            case MAX_SCORE -> windows.search(lists, new MaxScore(), accepted, best);
            case BMP -> windows.search(lists, new Bmp(), accepted, best);
        };
    }
}
