package dev.lanes.search.ingest;

import dev.lanes.search.Document;
import dev.lanes.search.DocumentPreview;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What would become of a document; nothing is written.
///
/// @param steps after each processor, as far as it got
/// @param preview what the collection would make of it; empty when a processor refuses it
/// @param refusal what a processor or the collection does not like
public record Simulation(
        List<Step> steps, Optional<DocumentPreview> preview, Optional<String> refusal) {
    /// A document after a processor.
    public record Step(String processor, Document document) {
        /// Checks that both are there.
        public Step {
            Objects.requireNonNull(processor, "processor");
            Objects.requireNonNull(document, "document");
        }
    }

    /// Copies the list.
    public Simulation {
        steps = List.copyOf(steps);
        Objects.requireNonNull(preview, "preview");
        Objects.requireNonNull(refusal, "refusal");
    }

    /// As one line of JSON.
    public String toJson() {
        return SimulationJson.of(this);
    }
}
