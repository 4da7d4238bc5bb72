package dev.lanes.hnsw;

import dev.lanes.vector.Hit;
import java.util.List;

/// What a search found.
///
/// @param hits best first; of groups, the rows of the best group first, each group's best row first
/// @param explanation what the search did
public record SearchResult(List<Hit> hits, Explanation explanation) {
    public SearchResult {
        hits = List.copyOf(hits);
    }

    /// Whether the search ended before it was done: its budget was spent, or its thread was
    /// interrupted. The hits are then the best that it had met.
    ///
    /// @return whether there may be better ones
    public boolean isPartial() {
        return explanation.ending() != Explanation.Ending.COMPLETE;
    }
}
