package dev.lanes.search.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lanes.hnsw.EfSearch;
import dev.lanes.sparse.TwoPhase;
import dev.lanes.vector.Pruning;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bodies as Elasticsearch's and OpenSearch's guides have them.
class SearchBodyTest {
    private static void assertRead(String json, Retriever retriever) {
        assertThat(RetrieverJson.readBody(json).retriever()).isEqualTo(retriever);
    }

    @Test
    void elasticsearchKnn() {
        var knn = Retriever.knn("v").withVector(.1f, 2).withK(5).withEffort(EfSearch.of(50));
        assertRead(
                """
                {"knn":{"field":"v","query_vector":[0.1,2],"k":5,"num_candidates":50},"size":3}
                """,
                knn);
        assertRead(
                """
                {"retriever":{"knn":{"field":"v","query_vector":[0.1,2],"k":5,"num_candidates":50,
                 "filter":{"term":{"kind":"a"}}}}}
                """,
                knn.filter(Filter.term("kind", "a")));
        assertRead(
                """
                {"knn":{"field":"v","query_vector_builder":{"text_embedding":
                 {"model_id":"e5","model_text":"a question"}},"k":5}}
                """,
                Retriever.knn("v").withText("a question").withK(5));
    }

    @Test
    void elasticsearchReranker() {
        var body =
                RetrieverJson.readBody(
                        """
                        {"retriever":{"text_similarity_reranker":{
                          "retriever":{"standard":{"query":{"multi_match":{
                             "query":"crime","fields":["overview^2","genres"]}}}},
                          "field":"overview","inference_id":"rerank-mini",
                          "inference_text":"mafia boss and his family",
                          "rank_window_size":50,"min_score":0.5}},
                         "from":10,"size":20,"_source":["title"]}
                        """);
        assertThat(body)
                .isEqualTo(
                        new SearchBody(
                                Retriever.multiMatch("overview^2", "genres")
                                        .withText("crime")
                                        .rerank("rerank-mini", "overview")
                                        .withText("mafia boss and his family")
                                        .withWindow(50)
                                        .withMinScore(.5),
                                OptionalInt.of(10),
                                OptionalInt.of(20)));
    }

    @Test
    void elasticsearchFusion() {
        var match = Retriever.match("title").withText("a");
        var sparse = Retriever.sparse("s").withText("b");
        assertRead(
                """
                {"retriever":{"rrf":{"retrievers":[
                  {"standard":{"query":{"match":{"title":"a"}}}},
                  {"retriever":{"standard":{"query":{"sparse_vector":
                     {"field":"s","inference_id":"elser","query":"b"}}}},"weight":2}],
                 "rank_constant":20,"rank_window_size":50,
                 "filter":[{"exists":{"field":"a"}},{"prefix":{"b":{"value":"c"}}}]}}}
                """,
                Retriever.hybrid(match, sparse)
                        .withWeights(1, 2)
                        .withFusion(Fusion.reciprocalRank(20))
                        .withWindow(50)
                        .filter(Filter.and(Filter.exists("a"), Filter.prefix("b", "c"))));
        assertRead(
                """
                {"retriever":{"linear":{"retrievers":[
                  {"retriever":{"standard":{"query":{"match":{"title":"a"}}}},"weight":3,
                   "normalizer":"minmax"},
                  {"retriever":{"standard":{"query":{"sparse_vector":{"field":"s","query":"b"}}}}}],
                 "normalizer":"minmax"}}}
                """,
                Retriever.hybrid(match, sparse)
                        .withWeights(3, 1)
                        .withFusion(Fusion.scores(Normalisation.MIN_MAX, Combination.SUM))
                        .withWindow(10));
    }

    @Test
    void elasticsearchQueries() {
        assertRead(
                """
                {"retriever":{"standard":{"query":{"bool":{
                  "must":{"match":{"body":{"query":"a b","operator":"AND","boost":2}}},
                  "filter":{"terms":{"kind":["x","y"]}},
                  "must_not":[{"range":{"year":{"gte":1990,"lt":2000}}}]}},
                 "filter":{"term":{"ok":{"value":true}}},"collapse":{"field":"kind"}}}}
                """,
                Retriever.match("body")
                        .withText("a b")
                        .withOperator(Lexical.Operator.AND)
                        .boost(2)
                        .filter(
                                Filter.and(
                                        Filter.in("kind", "x", "y"),
                                        Filter.not(Filter.range("year").gte(1990).lt(2000))))
                        .filter(Filter.isTrue("ok"))
                        .collapse("kind"));
        assertRead(
                """
                {"query":{"query_string":{"query":"title:a +\\"b (c)\\" d*","default_operator":"and",
                 "fields":["title","body^3"]}}}
                """,
                Retriever.queryString("title", "body^3")
                        .withText("title:a +\"b (c)\" d*")
                        .withOperator(Lexical.Operator.AND));
        assertRead(
                """
                {"query":{"multi_match":{"query":"a","type":"most_fields","fields":["x","y"]}}}
                """,
                Retriever.multiMatch("x", "y").withText("a").mostFields());
        assertRead(
                """
                {"query":{"multi_match":{"query":"a","type":"phrase","tie_breaker":0.3}}}
                """,
                Retriever.phrase().withText("a").bestFields(.3));
        assertRead(
                """
                {"query":{"match_phrase":{"x":{"query":"a b","slop":0}}}}
                """,
                Retriever.phrase("x").withText("a b"));
    }

    @Test
    void openSearchNeural() {
        assertRead(
                """
                {"query":{"neural":{"v":{"query_text":"a","model_id":"e5","k":100,
                 "method_parameters":{"ef_search":200}}}},"_source":{"excludes":["v"]}}
                """,
                Retriever.knn("v").withText("a").withK(100).withEffort(EfSearch.of(200)));
        assertRead(
                """
                {"query":{"neural":{"v":{"query_text":"a"}}}}
                """,
                Retriever.knn("v").withText("a").withK(10));
        assertRead(
                """
                {"query":{"knn":{"v":{"vector":[1,2],"k":3,"filter":{"term":{"a":1}}}}}}
                """,
                Retriever.knn("v").withVector(1, 2).withK(3).filter(Filter.term("a", 1)));
    }

    @Test
    void openSearchNeuralSparse() {
        assertRead(
                """
                {"query":{"neural_sparse":{"s":{"query_text":"a","model_id":"m"}}},
                 "search_pipeline":{"request_processors":[{"neural_sparse_two_phase_processor":
                  {"tag":"neural-sparse","enabled":true,"two_phase_parameter":
                   {"prune_type":"alpha_mass","prune_ratio":0.8,"expansion_rate":4.0,
                    "max_window_size":5000}}}]}}
                """,
                Retriever.sparse("s")
                        .withText("a")
                        .withTwoPhase(new TwoPhase(Pruning.alphaMass(.8), 4, 5_000)));
        assertRead(
                """
                {"query":{"neural_sparse":{"s":{"query_text":"a","analyzer":"bert-uncased"}}}}
                """,
                Retriever.sparse("s").withText("a").withMode(SparseMode.DOC_ONLY));
    }

    @Test
    void openSearchHybrid() {
        var queries =
                """
                "query":{"hybrid":{"queries":[{"match":{"title":"a"}},
                 {"neural":{"v":{"query_text":"a","k":5}}}],"filter":{"term":{"kind":"x"}}}}
                """;
        var hybrid =
                Retriever.hybrid(
                        Retriever.match("title").withText("a"),
                        Retriever.knn("v").withText("a").withK(5));
        assertRead(
                "{%s}".formatted(queries),
                hybrid.withFusion(Fusion.scores(Normalisation.MIN_MAX))
                        .withWindow(10)
                        .filter(Filter.term("kind", "x")));
        assertRead(
                """
                {%s,"from":20,"size":20,"search_pipeline":{"description":"d","phase_results_processors":[
                 {"normalization-processor":{"normalization":{"technique":"l2"},"combination":
                  {"technique":"geometric_mean","parameters":{"weights":[0.3,0.7]}}}}]}}
                """
                        .formatted(queries),
                hybrid.withFusion(Fusion.scores(Normalisation.L2, Combination.GEOMETRIC_MEAN))
                        .withWeights(.3, .7)
                        .withWindow(40)
                        .filter(Filter.term("kind", "x")));
        assertRead(
                """
                {%s,"search_pipeline":{"phase_results_processors":[{"score-ranker-processor":
                 {"combination":{"technique":"rrf","rank_constant":40}}}]}}
                """
                        .formatted(queries),
                hybrid.withFusion(Fusion.reciprocalRank(40))
                        .withWindow(10)
                        .filter(Filter.term("kind", "x")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"query":{"match":{"t":{"query":"a","fuzziness":"AUTO"}}}} | $.query.match.t: key must be one of [query, operator, boost] but was "fuzziness"
                    {"query":{"fuzzy":{"t":"a"}}} | $.query: must be a query with one key of [bool, hybrid, knn, match, match_phrase, multi_match, neural, neural_sparse, query_string, sparse_vector] but was {"fuzzy":{"t":"a"}}
                    {"query":{"match":{"t":"a"}},"aggs":{}} | $: key must be one of [from, size, _source, retriever, query, knn, search_pipeline] but was "aggs"
                    {"query":{"match":{"t":" "}}} | $.query.match.t: text must not be blank
                    {"query":{"match":{"t":"a"}},"knn":{"field":"v"}} | $.knn: must be absent beside "query"; an "rrf" or "linear" has both but was {"field":"v"}
                    {"size":3} | $: must be an object with one of "retriever", "query" and "knn" but was {"size":3}
                    {"query":{"bool":{"should":[{"match":{"t":"a"}},{"match":{"t":"b"}}]}}} | $.query.bool: must be a bool with one query that scores, in "must" or "should", and filters but was {"should":[{"match":{"t":"a"}},{"match":{"t":"b"}}]}
                    {"query":{"query_string":{"query":"a AND b"}}} | $.query.query_string.query: must be words, "phrases", field:word, +word, -word and word*, without "AND", but was "a AND b"
                    {"query":{"query_string":{"query":"a~2"}}} | $.query.query_string.query: must be words, "phrases", field:word, +word, -word and word*, without "a~2", but was "a~2"
                    {"query":{"multi_match":{"query":"a","type":"cross_fields"}}} | $.query.multi_match.type: must be "best_fields", "most_fields" or "phrase" but was "cross_fields"
                    {"query":{"multi_match":{"query":"a","fields":["t*"]}}} | $.query.multi_match.fields: must be names without "*" but was ["t*"]
                    {"query":{"match_phrase":{"t":{"query":"a","slop":2}}}} | $.query.match_phrase.t.slop: must be 0 but was 2
                    {"query":{"neural":{"v":{"query_text":"a","k":0}}}} | $.query.neural.v: k must be in 1..10000 but was 0
                    {"query":{"neural_sparse":{"s":{"query_tokens":{"a":1}}}}} | $.query.neural_sparse.s: must have "query_text" but had [query_tokens]
                    {"query":{"sparse_vector":{"field":"s","query":"a","prune":true}}} | $.query.sparse_vector.prune: must be false but was true
                    {"query":{"match":{"t":"a"}},"search_pipeline":"nlp"} | $.search_pipeline: must be a pipeline written out, as there are no stored ones, but was "nlp"
                    {"query":{"match":{"t":"a"}},"search_pipeline":{"response_processors":[]}} | $.search_pipeline: key must be one of [description, request_processors, phase_results_processors] but was "response_processors"
                    {"retriever":{"rrf":{"retrievers":[{"pinned":{}}]}}} | $.retriever.rrf.retrievers[0]: must be a retriever with one key of [knn, linear, rrf, standard, text_similarity_reranker] but was {"pinned":{}}
                    {"retriever":{"knn":{"field":"v","query_vector":[1],"similarity":0.5}}} | $.retriever.knn: key must be one of [query_vector, num_candidates, field, k, filter, boost] but was "similarity"
                    {"retriever":{"standard":{"query":{"match":{"t":"a"}},"min_score":1}}} | $.retriever.standard: key must be one of [query, filter, collapse] but was "min_score"
                    """)
    void saysWhatCannotBeDone(String json, String message) {
        assertThatExceptionOfType(RetrieverJsonException.class)
                .isThrownBy(() -> RetrieverJson.readBody(json))
                .withMessage(message);
    }
}
