package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;

/// What one search of a segment needs: scratch that is used again by the next one. For one thread.
sealed interface Searcher permits SegmentSearcher, ListSearcher {
    /// A searcher for what a segment has.
    static Searcher of(Segment segment, OrdinalsById ordinals, Kernels kernels) {
        return switch (segment.stored()) {
            case RowsAndLists _ -> new SegmentSearcher(segment, ordinals, kernels);
            case WeightedLists lists -> new ListSearcher(segment, lists, ordinals, kernels);
        };
    }

    /// Offers the rows that may be among the best.
    ///
    /// @param passing rows that may be returned
    Explanation search(
            Query asked, SparseSearchSettings search, PassingRows.Passing passing, TopHits best);
}
