package dev.lanes.search;

import dev.lanes.search.store.StoredDocument;
import java.util.Objects;

/// The caller's own id of a document: a text or a number, kept to the letter.
///
/// Ids are told apart by their letters alone: the number `1` and the text `"1"` are one id, the
/// numbers `1` and `1.0` are two.
///
/// @param text the text, or the number as it was written
/// @param kind which of the two it is
public record DocumentId(String text, Kind kind) {
    /// What an id was in its document.
    public enum Kind {
        /// A JSON string.
        TEXT,
        /// A JSON number.
        NUMBER
    }

    /// Checks that both are there.
    public DocumentId {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(kind, "kind");
    }

    static DocumentId of(StoredDocument stored) {
        return new DocumentId(stored.id(), Kind.valueOf(stored.idKind()));
    }

    /// The text, or the number as it was written.
    @Override
    public String toString() {
        return text;
    }
}
