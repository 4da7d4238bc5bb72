package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.ListSums;
import dev.lanes.kernels.PackedSums;
import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.OrdinalMap;

/// Searches a segment that has lists only: adds up all postings of the query in windows of rows, so
/// that the sums are the scores. For one thread.
final class ListSearcher implements Searcher {
    /// Rows of the first window, which has no threshold: each row of it with a term is offered.
    private static final int FIRST_ROWS = 512;

    /// How many times larger each window is than the one before.
    private static final int GROWTH = 4;

    private static final String REASON = "the index keeps lists only";

    private final Segment segment;
    private final WeightedLists lists;
    private final OrdinalsById ordinals;
    private final PackedSums sums;
    private final int[] rows;
    private final float[] scores;

    ListSearcher(Segment segment, WeightedLists lists, OrdinalsById ordinals, Kernels kernels) {
        this.segment = segment;
        this.lists = lists;
        this.ordinals = ordinals;
        var encoding = lists.encoding();
        var packed =
                new PackedSums.Lists(segment.memory(), lists.lists(), lists.size(), encoding.bytes);
        this.sums =
                ListSums.of(kernels, packed)
                        .<PackedSums>map(summing -> summing)
                        .orElseGet(() -> new JavaSums(packed, encoding));
        int window = Math.min(PackedSums.WINDOW_ROWS, lists.size());
        this.rows = new int[window];
        this.scores = new float[window];
    }

    @Override
    public Explanation search(
            Query asked, SparseSearchSettings search, PassingRows.Passing passing, TopHits best) {
        var query = asked.below(lists.termLimit());
        if (search.twoPhase().isEmpty()) {
            return explained(add(query, passing.rows(), best));
        }
        // Of all terms, so that segments that do not know some of them agree on what is heavy.
        var phases = search.twoPhase().get();
        var heavy = asked.kept(phases.pruning());
        if (heavy.size() == asked.size()) {
            return explained(add(query, passing.rows(), best));
        }
        var window = new TopHits(Math.clamp(passing.count(), 1, phases.window(search.k())));
        var first = add(heavy.below(lists.termLimit()), passing.rows(), window);
        add(query, found(window), best);
        return explained(first).plusRows(0);
    }

    private static Explanation explained(Explanation.Work work) {
        return new Explanation(Algorithm.ACCUMULATOR, REASON, work);
    }

    /// A bit for each row that was found already.
    private Bits found(TopHits hits) {
        int size = segment.size();
        var found = Bits.over(OffHeap.scratch(Math.max(1, Bits.bytes(size))), size);
        for (var hit : hits.drain()) {
            int row = ordinals.ordinal(hit.id());
            if (row != OrdinalMap.ABSENT) {
                found.set(row);
            }
        }
        return found;
    }

    private Explanation.Work add(Query query, Bits accepted, TopHits best) {
        sums.clear();
        sums.accept(accepted);
        for (int i = 0; i < query.size(); i++) {
            int term = query.term(i);
            long count = lists.count(term);
            if (count > 0) {
                sums.add(
                        new PackedSums.PackedList(
                                lists.from(term), count, lists.form(term), query.weight(i)));
            }
        }
        int size = lists.size();
        int window = Math.clamp(best.room(), FIRST_ROWS, PackedSums.WINDOW_ROWS);
        for (int from = 0; from < size; ) {
            int count = Math.min(window, size - from);
            sums.sum(from, count);
            offer(best);
            from += count;
            window = Math.min(GROWTH * window, PackedSums.WINDOW_ROWS);
        }
        return new Explanation.Work(sums.added(), 0, 0, size);
    }

    private void offer(TopHits best) {
        int count = sums.gather(best.threshold());
        sums.gathered(rows, scores);
        for (int i = 0; i < count; i++) {
            best.offer(segment.id(rows[i]), scores[i]);
        }
    }
}
