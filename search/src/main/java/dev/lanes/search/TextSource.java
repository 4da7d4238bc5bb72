package dev.lanes.search;

import java.util.List;
import java.util.Objects;

/// Where a field's text comes from.
///
/// @param fields values at the top level of the document, texts or arrays of texts, joined by one
///   space; those that are missing are left out
/// @param presence whether a document may be without them
public record TextSource(List<String> fields, Presence presence) {
    /// Whether a document may be without something.
    public enum Presence {
        /// It may: it is then not found through this field.
        OPTIONAL,
        /// It may not: it is refused.
        REQUIRED
    }

    /// Copies the list.
    public TextSource {
        fields = List.copyOf(fields);
        Objects.requireNonNull(presence, "presence");
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one text field");
        }
    }

    /// The text of one value, which may be missing.
    public static TextSource of(String field) {
        return new TextSource(List.of(field), Presence.OPTIONAL);
    }

    TextSource withFields(String... others) {
        return new TextSource(List.of(others), presence);
    }

    TextSource required() {
        return new TextSource(fields, Presence.REQUIRED);
    }
}
