package dev.lanes.sparse.text;

import java.util.Objects;

/// A term at its place in a text.
///
/// @param term what is indexed, not empty
/// @param position how many words are before it, those left out as stop words counted
public record Token(String term, int position) {
    public Token {
        Objects.requireNonNull(term, "term");
        if (term.isEmpty()) {
            throw new IllegalArgumentException("a term must not be empty");
        }
        if (position < 0) {
            throw new IllegalArgumentException("position must be at least 0 but was " + position);
        }
    }
}
