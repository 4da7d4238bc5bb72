package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.ListScan;
import dev.lanes.kernels.PostingScan;
import dev.lanes.kernels.RowScoring;
import dev.lanes.memory.OrdinalMap;
import java.util.Optional;

/// Searches a segment that has rows and lists. For one thread.
final class SegmentSearcher implements Searcher {
    private final Segment segment;
    private final OrdinalsById ordinals;
    private final Kernels kernels;
    private final RowScoring scoring;
    private final WindowSearch windows;
    private Optional<Seismic> seismic = Optional.empty();

    SegmentSearcher(Segment segment, OrdinalsById ordinals, Kernels kernels) {
        this.segment = segment;
        this.ordinals = ordinals;
        this.kernels = kernels;
        this.scoring = segment.forward().scoring(kernels, segment.memory());
        var scan =
                ListScan.of(kernels, segment.lists())
                        .<PostingScan>map(lists -> lists)
                        .orElseGet(() -> new JavaScan(segment.lists()));
        this.windows = new WindowSearch(segment, scan, scoring);
    }

    @Override
    public Explanation search(
            Query asked, SparseSearchSettings search, PassingRows.Passing passing, TopHits best) {
        int limit = segment.forward().termLimit();
        var query = asked.below(limit);
        if (search.twoPhase().isEmpty()) {
            return onePhase(query, search, passing, best);
        }
        // Of all terms, so that segments that do not know some of them agree on what is heavy.
        var phases = search.twoPhase().get();
        var heavy = asked.kept(phases.pruning());
        if (heavy.size() == asked.size()) {
            return onePhase(query, search, passing, best);
        }
        var window = new TopHits(Math.clamp(passing.count(), 1, phases.window(search.k())));
        var first = onePhase(heavy.below(limit), search, passing, window);
        return first.plusRows(rescore(query, window, best));
    }

    /// Offers rows that were found already, by all terms of a query.
    ///
    /// @return how many they were
    private int rescore(Query query, TopHits found, TopHits best) {
        var rows =
                found.drain().stream()
                        .mapToInt(hit -> ordinals.ordinal(hit.id()))
                        .filter(row -> row != OrdinalMap.ABSENT)
                        .toArray();
        var scores = new float[rows.length];
        query.ask(scoring);
        scoring.score(rows, rows.length, scores);
        for (int i = 0; i < rows.length; i++) {
            best.offer(segment.id(rows[i]), scores[i]);
        }
        return rows.length;
    }

    private Explanation onePhase(
            Query query, SparseSearchSettings search, PassingRows.Passing passing, TopHits best) {
        query.ask(scoring);
        if (search.algorithm() == Algorithm.SEISMIC && !segment.seismic().isExact(segment)) {
            var work = seismic().search(query, search.seismic(), passing.rows(), best);
            return new Explanation(Algorithm.SEISMIC, "the search asked for it", work);
        }
        return exact(query, search.algorithm(), passing, best);
    }

    private Seismic seismic() {
        if (seismic.isEmpty()) {
            var index = segment.seismic().of(segment, kernels);
            seismic = Optional.of(new Seismic(segment, index, kernels, scoring));
        }
        return seismic.get();
    }

    private Explanation exact(
            Query query, Algorithm algorithm, PassingRows.Passing passing, TopHits best) {
        if (query.size() > QueryLists.MOST_TERMS) {
            var work = Exhaustive.search(segment, scoring, passing.rows(), best);
            return new Explanation(Algorithm.EXHAUSTIVE, "the query has too many terms", work);
        }
        var lists = QueryLists.of(query, segment.postings());
        var plan =
                switch (algorithm) {
                    case AUTO, SEISMIC ->
                            Planner.plan(segment, lists, passing.count(), best.room());
                    default -> new Planner.Plan(algorithm, "the search asked for it");
                };
        var rows = passing.rows();
        var work =
                switch (plan.algorithm()) {
                    case AUTO, SEISMIC ->
                            throw new IllegalStateException(
                                    "the planner must choose an exact algorithm but did not");
                    case EXHAUSTIVE -> Exhaustive.search(segment, scoring, rows, best);
                    case ACCUMULATOR ->
                            windows.search(lists, new WindowedAccumulator(), rows, best);
                    case MAX_SCORE -> windows.search(lists, new MaxScore(), rows, best);
                    case BMP -> windows.search(lists, new Bmp(), rows, best);
                };
        return new Explanation(plan.algorithm(), plan.reason(), work);
    }
}
