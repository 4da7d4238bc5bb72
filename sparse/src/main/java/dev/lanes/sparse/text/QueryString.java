package dev.lanes.sparse.text;

import dev.lanes.sparse.text.TextQuery.Clause;
import dev.lanes.sparse.text.TextQuery.Clauses;
import dev.lanes.sparse.text.TextQuery.Occur;
import dev.lanes.sparse.text.TextQuery.Phrase;
import dev.lanes.sparse.text.TextQuery.Prefix;
import dev.lanes.sparse.text.TextQuery.Words;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/// Reads queries as people type them:
///
/// ```
/// query  = { clause }                     with space between them; texts have to have any
/// clause = [ "+" | "-" ] [ field ":" ] what     + must be, - must not be
/// what   = word | word "*" | "\"" words "\""   * a beginning, "…" a phrase
/// ```
///
/// A backslash takes its meaning from the character behind it. A word that is analyzed to several,
/// as `e-mail` is, asks for any of them. Text before a colon is a field only if the index has one
/// of that name; so `http://example.com` is a word.
public final class QueryString {
    private static final char ESCAPE = '\\';

    private final String text;
    private final Set<String> fields;
    private int at;

    private QueryString(String text, Set<String> fields) {
        this.text = text;
        this.fields = fields;
    }

    /// Reads a query.
    ///
    /// @param text as typed
    /// @param fields that may be named
    /// @return what it asks for; without clauses it finds nothing
    /// @throws QuerySyntaxException when it cannot be read; it says where and what was expected
    public static Clauses parse(String text, Set<String> fields) {
        return new QueryString(text, fields).clauses();
    }

    private Clauses clauses() {
        var clauses = new ArrayList<Clause>();
        skipSpace();
        while (at < text.length()) {
            clauses.add(clause());
            skipSpace();
        }
        return new Clauses(clauses);
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private Clause clause() {
        var occur =
                switch (text.charAt(at)) {
                    case '+' -> Occur.MUST;
                    case '-' -> Occur.MUST_NOT;
                    default -> Occur.SHOULD;
                };
        at += occur == Occur.SHOULD ? 0 : 1;
        return new Clause(occur, what(field()));
    }

    /// The name before a colon, if there is such a field.
    private Optional<String> field() {
        int colon = text.indexOf(':', at);
        var name = colon < 0 ? "" : text.substring(at, colon);
        if (!fields.contains(name)) {
            return Optional.empty();
        }
        at = colon + 1;
        return Optional.of(name);
    }

    private TextQuery what(Optional<String> field) {
        if (at == text.length() || Character.isWhitespace(text.charAt(at))) {
            throw new QuerySyntaxException(text, at, "a word or a phrase");
        }
        return text.charAt(at) == '"' ? phrase(field) : word(field);
    }

    private TextQuery phrase(Optional<String> field) {
        var words = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            words.append(character());
        }
        if (at == text.length()) {
            throw new QuerySyntaxException(text, at, "a quote that ends the phrase");
        }
        at++;
        if (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            throw new QuerySyntaxException(text, at, "a space after the phrase");
        }
        return new Phrase(words.toString(), field);
    }

    private TextQuery word(Optional<String> field) {
        var word = new StringBuilder();
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            if (text.charAt(at) == '*') {
                return prefix(word.toString(), field);
            }
            if (text.charAt(at) == '"') {
                throw new QuerySyntaxException(text, at, "a space before the phrase");
            }
            word.append(character());
        }
        return new Words(word.toString(), field);
    }

    private TextQuery prefix(String beginning, Optional<String> field) {
        if (beginning.isEmpty()) {
            throw new QuerySyntaxException(text, at, "a letter before the asterisk");
        }
        at++;
        if (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            throw new QuerySyntaxException(text, at, "a space after the asterisk");
        }
        return new Prefix(beginning, field);
    }

    /// The next character, without the backslash before it.
    private char character() {
        if (text.charAt(at) == ESCAPE) {
            at++;
            if (at == text.length()) {
                throw new QuerySyntaxException(text, at, "a character after the backslash");
            }
        }
        return text.charAt(at++);
    }
}
