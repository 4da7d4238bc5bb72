package dev.lanes.sparse;

import dev.lanes.memory.Bits;
import java.util.Optional;

/// What one search of a segment needs: scratch that is used again by the next one. For one thread.
final class SegmentSearcher {
    private final Segment segment;
    private final RowScorer scorer;

    SegmentSearcher(Segment segment) {
        this.segment = segment;
        this.scorer = new RowScorer(segment.forward());
    }

    /// Offers the rows that may be among the best.
    ///
    /// @param passing rows that a filter lets pass, if there is one
    Explanation search(Query query, Algorithm algorithm, Optional<Bits> passing, TopHits best) {
        scorer.prepare(query.below(segment.forward().termLimit()));
        var work = Exhaustive.search(segment, scorer, passing, best);
        return new Explanation(Algorithm.EXHAUSTIVE, "nothing else is there", work);
    }
}
