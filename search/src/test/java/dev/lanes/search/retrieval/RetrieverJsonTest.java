package dev.lanes.search.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrieverJsonTest {
    private final long seed = new Random().nextLong();
    private final RandomRetrievers retrievers = new RandomRetrievers(new Random(seed));

    @Test
    void readsWhatItWrites() {
        for (int i = 0; i < 2_000; i++) {
            var retriever = retrievers.tree(4);
            var json = RetrieverJson.write(retriever);
            assertThat(RetrieverJson.read(json)).as("seed %d, %s", seed, json).isEqualTo(retriever);
            assertThat(RetrieverJson.readBody(json).retriever()).isEqualTo(retriever);
        }
    }

    @Test
    void readsTheFiltersThatItWrites() {
        for (int i = 0; i < 2_000; i++) {
            var filter = retrievers.filter(4);
            var json = RetrieverJson.writeFilter(filter);
            assertThat(RetrieverJson.readFilter(json))
                    .as("seed %d, %s", seed, json)
                    .isEqualTo(filter);
        }
    }

    @Test
    void keepsKindsAndDigitsOfValues() {
        var filter =
                Filter.and(
                        Filter.in("n", Long.MIN_VALUE, Long.MAX_VALUE),
                        Filter.in("d", Double.MIN_VALUE, 2.0, 1e300),
                        Filter.isTrue("t"),
                        Filter.isFalse("t"),
                        Filter.in("none", new String[0]),
                        Filter.range("when").gt("2024-02-29T12:00:00Z").lte("\"\\ü"));
        var json = RetrieverJson.writeFilter(filter);
        assertThat(RetrieverJson.readFilter(json)).isEqualTo(filter);
        var exact =
                Retriever.knn("v").withVector(Float.MIN_VALUE, -0f, 16_777_216f, Float.MAX_VALUE);
        assertThat(RetrieverJson.read(RetrieverJson.write(exact))).isEqualTo(exact);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"knn":{"field":"v","k":0}} | $.knn: k must be in 1..10000 but was 0
                    {"knn":{"field":"v","k":1.5}} | $.knn.k: must be a whole number of 32 bits but was 1.5
                    {"knn":{"field":" "}} | $.knn: field must not be blank
                    {"knn":{"k":1}} | $.knn: must have "field" but had [k]
                    {"knn":{"field":"v","kk":1}} | $.knn: key must be one of [vector, text, effort, field, k] but was "kk"
                    {"knn":{"field":"v","vector":[1,"x"]}} | $.knn.vector[1]: must be a number but was "x"
                    {"knn":{"field":"v","vector":[1e99]}} | $.knn.vector: vector must be finite but value 0 was Infinity
                    {"knn":{"field":"v","vector":[1],"text":"a"}} | $.knn: must be an object with "text" or "vector" but was {"field":"v","vector":[1],"text":"a"}
                    {"knn":{"field":"v","effort":"hard"}} | $.knn.effort: must be "exact", or an object with "ef_search" or "recall" but was "hard"
                    {"knn":{"field":"v","effort":{"recall":2}}} | $.knn.effort.recall: recall must be above 0 and below 1 but was 2.0
                    {"sparse":{"field":"s","mode":"both"}} | $.sparse.mode: must be one of [usual, symmetric, doc_only] but was "both"
                    {"sparse":{"field":"s","vector":{"a":1}}} | $.sparse.vector: must be weights by the numbers of terms but was {"a":1}
                    {"sparse":{"field":"s","two_phase":{"expansion_rate":0}}} | $.sparse.two_phase: expansion rate must be at least 1 and finite but was 0.0
                    {"lexical":{"fields":["a^b"]}} | $.lexical.fields[0]: what follows ^ must be a number but was "a^b"
                    {"lexical":{"fields":["a","a^2"]}} | $.lexical: fields must differ but were [a, a^2.0]
                    {"lexical":{"type":"most_fields","tie_breaker":1}} | $.lexical.tie_breaker: must be absent with "most_fields" but was 1
                    {"hybrid":{"retrievers":[]}} | $.hybrid: hybrid must have at least 1 retriever but had 0
                    {"hybrid":{"retrievers":[{"retriever":{"knn":{"field":"v"}},"weight":-1}]}} | $.hybrid.retrievers[0]: weight must be finite and at least 0 but was -1.0
                    {"hybrid":{"retrievers":[{"retriever":{"knn":{"field":"v"}},"wait":1}]}} | $.hybrid.retrievers[0]: key must be one of [retriever, weight] but was "wait"
                    {"filter":{"retriever":{"knn":{"field":"v"}},"filter":{"match":{"a":"b"}}}} | $.filter.filter: must be a filter with one key of [bool, exists, match_all, match_none, prefix, range, term, terms] but was {"match":{"a":"b"}}
                    {"filter":{"retriever":{"knn":{"field":"v"}},"filter":{"range":{"a b":{"gt":1,"gte":2}}}}} | $.filter.filter.range["a b"]: must be an object with "gt" or "gte" but was {"gt":1,"gte":2}
                    {"filter":{"retriever":{"knn":{"field":"v"}},"filter":{"range":{"a":{"gt":"1","lt":2}}}}} | $.filter.filter.range.a: bounds must both be numbers or both be texts but were Text[value=1] and Whole[value=2]
                    {"boost":{"retriever":{"knn":{"field":"v"}},"factor":0}} | $.boost: boost must be finite and above 0 but was 0.0
                    {"knn":{},"sparse":{}} | $: must have exactly 1 key but had [knn, sparse]
                    {"fuse":{}} | $: must be an object with one key of [boost, collapse, diversify, filter, hybrid, knn, lexical, rerank, sparse] but was {"fuse":{}}
                    [] | $: must be an object but was []
                    {"knn":1} | $.knn: must be an object but was 1
                    """)
    void saysWhereWhatIsWrong(String json, String message) {
        assertThatExceptionOfType(RetrieverJsonException.class)
                .isThrownBy(() -> RetrieverJson.read(json))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"knn":{"field":"v","field":"w"}} | $: broken JSON: Duplicate
                    {"knn" | $: broken JSON: Unexpected
                    {} {} | $: broken JSON: Trailing
                    """)
    void refusesBrokenJson(String json, String message) {
        assertThatExceptionOfType(RetrieverJsonException.class)
                .isThrownBy(() -> RetrieverJson.read(json))
                .withMessageStartingWith(message);
    }
}
