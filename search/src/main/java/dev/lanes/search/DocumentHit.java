package dev.lanes.search;

import java.util.Objects;
import java.util.Optional;

/// One result of a search.
///
/// @param id the caller's id of the document
/// @param score how well it fits the question; larger is better
/// @param document the document as it came in
/// @param passage the part of a text that was found, of a field that cuts texts into passages
public record DocumentHit(
        DocumentId id, float score, Document document, Optional<Passage> passage) {
    /// A part of a text.
    ///
    /// @param field whose text it is
    /// @param text the part
    public record Passage(String field, String text) {
        /// Checks that both are there.
        public Passage {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(text, "text");
        }
    }

    /// Checks that all is there.
    public DocumentHit {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(passage, "passage");
    }
}
