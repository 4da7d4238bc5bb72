package dev.lanes.sparse;

import dev.lanes.vector.Hit;
import java.util.List;

/// What a search found.
///
/// @param hits at most k, best first; of equal scores the smaller id first. A row that shares no
///   term with the query is none
/// @param explanation what the search did
public record SparseResult(List<Hit> hits, Explanation explanation) {
    public SparseResult {
        hits = List.copyOf(hits);
    }
}
