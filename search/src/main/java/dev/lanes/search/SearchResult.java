package dev.lanes.search;

import java.util.List;

/// What a search found.
///
/// @param request what was asked
/// @param hits the closest documents, best first; fewer than k when the collection has fewer
/// @param took how long it took
public record SearchResult(SearchRequest request, List<DocumentHit> hits, Took took) {
    /// Copies the list.
    public SearchResult {
        hits = List.copyOf(hits);
    }

    /// The ids of the hits as text, best first: what [dev.lanes.search.evaluation.Evaluation]
    /// rates.
    public List<String> ids() {
        return hits.stream().map(hit -> hit.id().text()).toList();
    }
}
