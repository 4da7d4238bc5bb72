package dev.lanes.search.retrieval;

import java.util.Optional;

/// A text to ask with.
///
/// @param text not blank; the text of the search request when empty
public record QueryText(Optional<String> text) implements DenseQuery, SparseQuery {
    /// The text of the search request.
    public static final QueryText OF_REQUEST = new QueryText(Optional.empty());

    /// @throws IllegalArgumentException when the text is blank
    public QueryText {
        text.ifPresent(given -> Rules.requireName("text", given));
    }

    /// A text of its own.
    ///
    /// @param text not blank
    /// @return the query
    public static QueryText of(String text) {
        return new QueryText(Optional.of(text));
    }
}
