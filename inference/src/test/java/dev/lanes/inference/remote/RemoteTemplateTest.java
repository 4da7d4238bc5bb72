package dev.lanes.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.vector.Similarity;
import dev.lanes.vector.SparseVector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The ready templates, each with an answer as its server documents it, and templates that are
/// none.
class RemoteTemplateTest {
    private static final List<String> TEXTS = List.of("first \"one\"", "second");
    private static final float[][] ROWS = {{1, 2}, {3, 4}};

    @Test
    void openAi() throws Exception {
        String answer =
                """
                {"object": "list", "data": [
                   {"object": "embedding", "index": 1, "embedding": [3.0, 4.0]},
                   {"object": "embedding", "index": 0, "embedding": [1.0, 2.0]}],
                 "model": "text-embedding-3-small", "usage": {"prompt_tokens": 8, "total_tokens": 8}}
                """;
        dense(
                RemoteTemplate.openAiEmbeddings("text-embedding-3-small"),
                answer,
                "{\"model\":\"text-embedding-3-small\",\"input\":[\"first \\\"one\\\"\",\"second\"],\"encoding_format\":\"float\"}");
    }

    @Test
    void teiEmbed() throws Exception {
        dense(
                RemoteTemplate.teiEmbed(),
                "[[1.0, 2.0], [3.0, 4.0]]",
                "{\"inputs\":[\"first \\\"one\\\"\",\"second\"],\"truncate\":true}");
    }

    @Test
    void sageMaker() throws Exception {
        dense(
                RemoteTemplate.sageMakerAsymmetric(),
                "[[1.0, 2.0], [3.0, 4.0]]",
                "{\"texts\":[\"first \\\"one\\\"\",\"second\"],\"content_type\":\"passage\"}");
        try (var server = new Server((request, out) -> out.send(200, "[[1, 2]]"));
                var encoder =
                        RemoteModels.dense(
                                server.endpoint(),
                                RemoteTemplate.sageMakerAsymmetric(),
                                Played.MODEL,
                                Played.QUICK)) {
            encoder.encodeQuery("which?");
            assertThat(server.requests().getFirst().body())
                    .isEqualTo("{\"texts\":[\"which?\"],\"content_type\":\"query\"}");
        }
    }

    @Test
    void objectsForEachTextAndPathsIntoThem() throws Exception {
        dense(
                RemoteTemplate.of(
                        "{\"requests\": [{\"parts\": [{\"text\": \"${text}\"}], \"model\": \"m\"}]}",
                        "$['all results'].list[1][*].embedding.values"),
                """
                {"all results": {"list": [7, [{"embedding": {"values": [1, 2]}},
                                              {"embedding": {"values": [3, 4]}}]]}}
                """,
                "{\"requests\":[{\"parts\":[{\"text\":\"first \\\"one\\\"\"}],\"model\":\"m\"},"
                        + "{\"parts\":[{\"text\":\"second\"}],\"model\":\"m\"}]}");
    }

    @Test
    void cohereRerank() throws Exception {
        rerank(
                RemoteTemplate.cohereRerank("rerank-v3.5"),
                """
                {"id": "07734bd2", "results": [{"index": 1, "relevance_score": 0.99},
                  {"index": 0, "relevance_score": 0.25}], "meta": {"api_version": {"version": "2"}}}
                """,
                "{\"model\":\"rerank-v3.5\",\"query\":\"why?\",\"documents\":[\"first \\\"one\\\"\",\"second\"]}");
    }

    @Test
    void teiRerank() throws Exception {
        rerank(
                RemoteTemplate.teiRerank(),
                "[{\"index\": 1, \"score\": 0.99}, {\"index\": 0, \"score\": 0.25}]",
                "{\"query\":\"why?\",\"texts\":[\"first \\\"one\\\"\",\"second\"],\"truncate\":true}");
    }

    @Test
    void teiSparse() throws Exception {
        String answer =
                """
                [[{"index": 1012, "value": 0.5}, {"index": 7, "value": 2.5}, {"index": 9, "value": 0}], []]
                """;
        try (var server = new Server((request, out) -> out.send(200, answer));
                var encoder =
                        RemoteModels.sparse(
                                server.endpoint(),
                                RemoteTemplate.teiEmbedSparse(),
                                RemoteModel.sparse("splade"),
                                Played.QUICK)) {
            assertThat(encoder.encodePassages(TEXTS))
                    .containsExactly(
                            SparseVector.of(new int[] {7, 1012}, new float[] {2.5f, .5f}),
                            SparseVector.of(new int[0], new float[0]));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"inputs\": }",
                "{\"inputs\": \"no place\"}",
                "{\"a\": \"${texts}\", \"b\": \"${texts}\"}",
                "{\"a\": \"${texts}\", \"b\": \"${text}\"}",
                "{\"a\": \"${texts}\", \"b\": \"${model}\"}",
                "{\"a\": \"${texts}\", \"b\": \"Query: ${query}\"}"
            })
    void bodyThatIsNone(String body) {
        assertThatThrownBy(() -> RemoteTemplate.of(body, "$[*]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s)(body|placeholder) must .* but was \".*\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data[*] | '' | JSON path must",
                "$.data[*][*] | '' | JSON path must",
                "$..data[*] | '' | JSON path must",
                "$.data[* | '' | JSON path must",
                "$.data[*]x | '' | JSON path must",
                "$.data[-1] | '' | JSON path must",
                "$.data | '' | result must have [*] where the body takes many texts",
                "$.data[*].a | $.results[*].index | index must have the same items as result",
                "$.data[*].a | $.index | index must have the same items as result"
            })
    void pathThatIsNone(String result, String index, String problem) {
        assertThatThrownBy(
                        () -> RemoteTemplate.of("{\"a\": \"${texts}\"}", result).withIndex(index))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void modelAndTemplateOfOtherKinds() {
        var endpoint = RemoteEndpoint.of("http://localhost/");
        var settings = RemoteSettings.of();
        assertThatThrownBy(() ->
                        RemoteModels.crossEncoder(
                                endpoint,
                                RemoteTemplate.teiEmbed(),
                                RemoteModel.crossEncoder("m"),
                                settings))
                .hasMessageStartingWith("body of a reranker must hold ${query} but was");
        assertThatThrownBy(() ->
                        RemoteModels.sparse(
                                endpoint,
                                RemoteTemplate.teiEmbed(),
                                RemoteModel.dense("m", 2, Similarity.DOT),
                                settings))
                .hasMessage("model m must be SPARSE but is DENSE");
        assertThatThrownBy(() -> RemoteModel.sparse("m").withNormalizing())
                .hasMessage("model m must be DENSE but is SPARSE");
        assertThatThrownBy(() -> RemoteModel.sparse(" "))
                .hasMessage("name must not be blank but was \" \"");
        assertThatThrownBy(() -> settings.withConcurrency(0))
                .hasMessage("concurrency must be in 1..1024 but was 0");
    }

    private static void dense(RemoteTemplate template, String answer, String body)
            throws Exception {
        try (var server = new Server((request, out) -> out.send(200, answer));
                var encoder =
                        RemoteModels.dense(
                                server.endpoint(), template, Played.MODEL, Played.QUICK)) {
            assertThat(encoder.encodePassages(TEXTS)).isDeepEqualTo(ROWS);
            assertThat(server.requests().getFirst().body()).isEqualTo(body);
        }
    }

    private static void rerank(RemoteTemplate template, String answer, String body)
            throws Exception {
        try (var server = new Server((request, out) -> out.send(200, answer));
                var encoder =
                        RemoteModels.crossEncoder(
                                server.endpoint(),
                                template,
                                RemoteModel.crossEncoder("reranker"),
                                Played.QUICK)) {
            assertThat(encoder.scores("why?", TEXTS)).containsExactly(.25f, .99f);
            assertThat(server.requests().getFirst().body()).isEqualTo(body);
        }
    }
}
