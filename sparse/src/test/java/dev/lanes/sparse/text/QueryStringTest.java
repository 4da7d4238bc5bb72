package dev.lanes.sparse.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lanes.sparse.text.TextQuery.Clause;
import dev.lanes.sparse.text.TextQuery.Occur;
import dev.lanes.sparse.text.TextQuery.Phrase;
import dev.lanes.sparse.text.TextQuery.Prefix;
import dev.lanes.sparse.text.TextQuery.Words;
import dev.lanes.vector.Hit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryStringTest {
    private static final Set<String> FIELDS = Set.of("title", "body");

    @Test
    void readsAllThatThereIs() {
        var none = Optional.<String>empty();
        assertThat(
                        QueryString.parse(
                                        " fast +\"big cat\" -title:dog body:pre* http://a \\+x ",
                                        FIELDS)
                                .clauses())
                .containsExactly(
                        new Clause(Occur.SHOULD, new Words("fast", none)),
                        new Clause(Occur.MUST, new Phrase("big cat", none)),
                        new Clause(Occur.MUST_NOT, new Words("dog", Optional.of("title"))),
                        new Clause(Occur.SHOULD, new Prefix("pre", Optional.of("body"))),
                        new Clause(Occur.SHOULD, new Words("http://a", none)),
                        new Clause(Occur.SHOULD, new Words("+x", none)));
        assertThat(QueryString.parse("  ", FIELDS).clauses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a +        | 3 | a word or a phrase at position 3 but had its end there",
                "- a        | 1 | a word or a phrase at position 1 but had \" a\"",
                "title: a   | 6 | a word or a phrase at position 6 but had \" a\"",
                "*          | 0 | a letter before the asterisk at position 0 but had \"*\"",
                "a*b        | 2 | a space after the asterisk at position 2 but had \"b\"",
                "a\\        | 2 | a character after the backslash at position 2 but had its end there"
            })
    void saysWhatWasExpectedWhere(String query, int position, String message) {
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> QueryString.parse(query, FIELDS))
                .withMessage("query must have " + message)
                .returns(position, QuerySyntaxException::position);
    }

    @Test
    void saysWhatIsWrongWithPhrases() {
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> QueryString.parse("\"a b", FIELDS))
                .withMessage(
                        "query must have a quote that ends the phrase at position 4 but had its end"
                                + " there");
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> QueryString.parse("a\"b\"", FIELDS))
                .returns(1, QuerySyntaxException::position);
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> QueryString.parse("\"b\"c", FIELDS))
                .returns(3, QuerySyntaxException::position);
    }

    @ParameterizedTest
    @CsvSource({
        "cat, 1 2 4",
        "+cat -dog, 1 4",
        "\"big cat\", 1 4",
        "+big* title:red, 3 1 4",
        "-cat, ''"
    })
    void findsWhatIsAskedFor(String query, String ids) {
        try (var index = TextIndex.create(TextSettings.of("title", "body"))) {
            index.add(1, Map.of("title", "big cat"));
            index.add(2, Map.of("title", "cat", "body", "dog and more of them than before"));
            index.add(3, Map.of("title", "red", "body", "bigger"));
            index.add(4, Map.of("body", "a big cat that sits on a tree and looks down at me"));
            var hits = index.search(QueryString.parse(query, FIELDS), TextSearchSettings.of(9));
            assertThat(hits.stream().map(Hit::id).map(String::valueOf).toList())
                    .containsExactlyInAnyOrder(ids.isEmpty() ? new String[0] : ids.split(" "));
        }
    }
}
