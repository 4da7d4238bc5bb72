package dev.lanes.search.engine;

import dev.lanes.search.retrieval.BoostedField;
import dev.lanes.search.retrieval.Lexical;
import dev.lanes.search.retrieval.Lexical.Operator;
import dev.lanes.sparse.text.FieldMatch;
import dev.lanes.sparse.text.QueryString;
import dev.lanes.sparse.text.TextQuery;
import dev.lanes.sparse.text.TextQuery.Clause;
import dev.lanes.sparse.text.TextQuery.Occur;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Makes queries of a text index, in which every part names its field.
final class LexicalQueries {
    private final Lexical lexical;
    private final Set<String> known;
    private final List<BoostedField> fields;

    /// @param known the text fields of the collection
    LexicalQueries(Lexical lexical, Set<String> known) {
        this.lexical = lexical;
        this.known = known;
        this.fields =
                lexical.fields().isEmpty()
                        ? known.stream().sorted().map(name -> new BoostedField(name, 1)).toList()
                        : lexical.fields();
        if (fields.isEmpty()) {
            throw new IllegalArgumentException(
                    "collection must have a text field to be searched for words but had none");
        }
    }

    TextQuery query(String text) {
        return switch (lexical.syntax()) {
            case WORDS -> inFields(field -> words(text, field));
            case PHRASE -> inFields(field -> new TextQuery.Phrase(text, field));
            case QUERY_STRING -> queryString(text);
        };
    }

    private TextQuery words(String text, Optional<String> field) {
        return switch (lexical.operator()) {
            case OR -> new TextQuery.Words(text, field);
            case AND -> new TextQuery.AllWords(text, field);
        };
    }

    private TextQuery inFields(Function<Optional<String>, TextQuery> query) {
        var parts =
                fields.stream()
                        .map(field -> boosted(query.apply(Optional.of(field.name())), field))
                        .toList();
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return switch (lexical.match()) {
            case FieldMatch.BestFields best -> new TextQuery.Best(parts, best.tieBreaker());
            case FieldMatch.MostFields _ ->
                    new TextQuery.Clauses(
                            parts.stream().map(part -> new Clause(Occur.SHOULD, part)).toList());
        };
    }

    private static TextQuery boosted(TextQuery query, BoostedField field) {
        return field.boost() == 1 ? query : new TextQuery.Boosted(query, field.boost());
    }

    private TextQuery queryString(String text) {
        var clauses =
                QueryString.parse(text, known).clauses().stream()
                        .map(clause ->
                                new Clause(occur(clause.occur()), everywhere(clause.query())))
                        .toList();
        return new TextQuery.Clauses(clauses);
    }

    private Occur occur(Occur given) {
        return lexical.operator() == Operator.AND && given == Occur.SHOULD ? Occur.MUST : given;
    }

    /// What names no field is looked for in those of the retriever.
    private TextQuery everywhere(TextQuery clause) {
        return switch (clause) {
            case TextQuery.Words words when words.field().isEmpty() ->
                    inFields(field -> new TextQuery.Words(words.text(), field));
            case TextQuery.Phrase phrase when phrase.field().isEmpty() ->
                    inFields(field -> new TextQuery.Phrase(phrase.text(), field));
            case TextQuery.Prefix prefix when prefix.field().isEmpty() ->
                    inFields(field -> new TextQuery.Prefix(prefix.prefix(), field));
            default -> clause;
        };
    }
}
