package dev.lanes.search;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a search found.
///
/// @param request what was asked
/// @param hits the best documents, best first; fewer than asked for when there are no more
/// @param next for [SearchRequest#after(String)], where more documents may follow
/// @param stage how the hits came about
/// @param took how long it took
public record SearchResult(
        SearchRequest request,
        List<DocumentHit> hits,
        Optional<String> next,
        SearchStage stage,
        Took took) {
    /// Copies the list.
    public SearchResult {
        Objects.requireNonNull(request, "request");
        hits = List.copyOf(hits);
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(took, "took");
    }

    /// Whether the search ended before it was done, so that there may be better documents.
    public boolean isPartial() {
        return stage.all().anyMatch(part -> part.notes().cut().isPresent());
    }

    /// The ids of the hits as text, best first: what [dev.lanes.search.evaluation.Evaluation]
    /// rates.
    public List<String> ids() {
        return hits.stream().map(hit -> hit.id().text()).toList();
    }
}
