package dev.lanes.sparse.text;

import java.util.Arrays;
import java.util.List;

/// A text before it is sealed.
///
/// @param id the caller's key
/// @param fields by field: the term at each position, empty where a stop word was
record RowTerms(long id, List<String[]> fields) {
    /// In the place of a stop word.
    static final String GAP = "";

    /// The terms of a field as they stand in it.
    static String[] inOrder(List<Token> tokens) {
        int length = tokens.isEmpty() ? 0 : tokens.getLast().position() + 1;
        var terms = new String[length];
        Arrays.fill(terms, GAP);
        tokens.forEach(token -> terms[token.position()] = token.term());
        return terms;
    }
}
