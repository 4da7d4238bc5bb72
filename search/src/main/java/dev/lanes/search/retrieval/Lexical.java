package dev.lanes.search.retrieval;

import dev.lanes.sparse.text.FieldMatch;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The documents with words of the query, by BM25.
///
/// @param syntax how the query is read
/// @param fields where words are looked for, none twice; empty means all text fields of the
///   collection
/// @param match how scores in several fields become one
/// @param operator whether one word is enough; with several fields, all words have to be in one of
///   them; unused by phrases
/// @param query its text
/// @param k how many documents it looks for, in 1..[Retriever#LIMIT]; as many as are asked for from
///   above when empty
public record Lexical(
        Syntax syntax,
        List<BoostedField> fields,
        FieldMatch match,
        Operator operator,
        QueryText query,
        OptionalInt k)
        implements Retriever {
    /// How a query is read.
    public enum Syntax {
        /// As words, in any order.
        WORDS,
        /// As words, one behind the other.
        PHRASE,
        /// In the syntax of [dev.lanes.sparse.text.QueryString].
        QUERY_STRING
    }

    /// How many of the words there have to be.
    public enum Operator {
        /// Any one.
        OR,
        /// All of them.
        AND
    }

    /// @throws IllegalArgumentException when a field is given twice or k is out of range
    public Lexical {
        Objects.requireNonNull(syntax, "syntax");
        fields = List.copyOf(fields);
        Objects.requireNonNull(match, "match");
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(query, "query");
        Rules.requireDepth("k", k);
        if (fields.stream().map(BoostedField::name).distinct().count() < fields.size()) {
            throw new IllegalArgumentException("fields must differ but were " + fields);
        }
    }

    static Lexical of(Syntax syntax, String... fields) {
        return new Lexical(
                syntax,
                Stream.of(fields).map(BoostedField::parse).toList(),
                new FieldMatch.BestFields(0),
                Operator.OR,
                QueryText.OF_REQUEST,
                OptionalInt.empty());
    }

    /// The same for a text of its own.
    ///
    /// @param text not blank
    /// @return a new retriever
    public Lexical withText(String text) {
        return new Lexical(syntax, fields, match, operator, QueryText.of(text), k);
    }

    /// The same looking for so many documents.
    ///
    /// @param count in 1..[Retriever#LIMIT]
    /// @return a new retriever
    public Lexical withK(int count) {
        return new Lexical(syntax, fields, match, operator, query, OptionalInt.of(count));
    }

    /// The same with the score of the best field, and a share of those of the others.
    ///
    /// @param tieBreaker the share, in 0..1
    /// @return a new retriever
    public Lexical bestFields(double tieBreaker) {
        return withMatch(new FieldMatch.BestFields((float) tieBreaker));
    }

    /// The same with the sum of the scores of all fields.
    ///
    /// @return a new retriever
    public Lexical mostFields() {
        return withMatch(new FieldMatch.MostFields());
    }

    /// The same with another rule for several fields.
    ///
    /// @param other how their scores become one
    /// @return a new retriever
    public Lexical withMatch(FieldMatch other) {
        return new Lexical(syntax, fields, other, operator, query, k);
    }

    /// The same where one word is enough, or where all are needed.
    ///
    /// @param other how many of the words there have to be
    /// @return a new retriever
    public Lexical withOperator(Operator other) {
        return new Lexical(syntax, fields, match, other, query, k);
    }
}
