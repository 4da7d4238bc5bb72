package dev.lanes.search.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a search found.
///
/// @param candidates the documents of the page, best first
/// @param stage how they came about
/// @param next for [EngineRequest#after]; empty when this page is not full, or no more may be asked
///   for. The next page may be empty
public record Outcome(List<Candidate> candidates, Stage stage, Optional<String> next) {
    public Outcome {
        candidates = List.copyOf(candidates);
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(next, "next");
    }

    /// Whether a stage ended before it was done; [Stage#all] says which.
    public boolean isPartial() {
        return stage.isPartial();
    }
}
