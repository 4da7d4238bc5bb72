package dev.lanes.search.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.search.engine.EngineRequest.Limits;
import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.Fusion;
import dev.lanes.search.retrieval.Normalisation;
import dev.lanes.search.retrieval.Retriever;
import dev.lanes.sparse.text.QuerySyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class EngineTest {
    private final long seed = new Random().nextLong();
    private final MemorySource source = MemorySource.random(50, new Random(seed), _ -> {});
    private final Engine engine = new Engine(source);

    private Outcome search(Retriever retriever, String text, int size) {
        return engine.search(EngineRequest.of(retriever, text, size));
    }

    private static List<Long> rows(Outcome outcome) {
        return outcome.candidates().stream().map(Candidate::row).toList();
    }

    @Test
    void encodesATextOnceForAField() {
        var retriever =
                Retriever.hybrid(
                        Retriever.knn("v"),
                        Retriever.exact("v").filter(Filter.exists("kind")),
                        Retriever.knn("v").withText("another"),
                        Retriever.sparse("s"),
                        Retriever.sparse("s").filter(Filter.exists("kind")));
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            var limits = new Limits(Optional.empty(), Optional.of(executor));
            var outcome = engine.search(EngineRequest.of(retriever, "w1", 5).withLimits(limits));
            assertThat(source.calls.stream().filter("denseQuery"::equals)).hasSize(2);
            assertThat(source.calls.stream().filter("sparseQuery"::equals)).hasSize(1);
            assertThat(source.calls.stream().filter("rows"::equals)).hasSize(1);
            assertThat(outcome.stage().all().filter(stage -> stage.name().equals("encode")))
                    .hasSize(5);
        }
    }

    @Test
    void tellsWhatItDid() {
        var retriever =
                Retriever.hybrid(Retriever.exact("v"), Retriever.multiMatch("title^2", "body"))
                        .rerank("cross", "body")
                        .filter(Filter.not(Filter.term("year", -1L)));
        var stage = search(retriever, "w1 w2", 5).stage();
        assertThat(stage.all().map(Stage::name))
                .containsExactly(
                        "filter",
                        "rerank cross",
                        "hybrid rrf 60",
                        "exact v",
                        "encode",
                        "lexical title^2.0,body");
        assertThat(stage.reason().orElseThrow()).endsWith(" documents pass");
        assertThat(stage.below().getFirst().below().getFirst().below().getFirst().reason())
                .contains("exhaustively");
        assertThat(stage.all().noneMatch(one -> one.time().isNegative())).isTrue();
        assertThat(stage.found().list()).isEmpty();
    }

    @Test
    void looksNowhereWhenNoDocumentPasses() {
        var outcome = search(Retriever.knn("v").filter(Filter.prefix("kind", "absent")), "w1", 5);
        assertThat(outcome.candidates()).isEmpty();
        assertThat(source.calls).containsExactly("rows");
        assertThat(outcome.stage().below().getFirst().reason())
                .contains("no document passes the filter");
    }

    @Test
    void runsBranchesBesideEachOther() {
        var barrier = new CyclicBarrier(3);
        var meeting =
                MemorySource.random(
                        20,
                        new Random(seed),
                        call -> {
                            if (call.equals("dense") || call.equals("lexical")) {
                                await(barrier);
                            }
                        });
        var retriever =
                Retriever.hybrid(
                        Retriever.knn("v"), Retriever.exact("v"), Retriever.match("title"));
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            var limits = new Limits(Optional.empty(), Optional.of(executor));
            var outcome =
                    new Engine(meeting)
                            .search(EngineRequest.of(retriever, "w1", 5).withLimits(limits));
            assertThat(outcome.candidates()).isNotEmpty();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFailureOfABranchIsOneOfTheSearch() {
        var failing =
                MemorySource.random(
                        20,
                        new Random(seed),
                        call -> {
                            if (call.equals("lexical")) {
                                throw new IllegalStateException("index is closed");
                            }
                        });
        var retriever = Retriever.hybrid(Retriever.knn("v"), Retriever.match("title"));
        try (ExecutorService executor = Executors.newFixedThreadPool(1)) {
            for (var limits :
                    List.of(Limits.NONE, new Limits(Optional.empty(), Optional.of(executor)))) {
                var request = EngineRequest.of(retriever, "w1", 5).withLimits(limits);
                assertThatIllegalStateException()
                        .isThrownBy(() -> new Engine(failing).search(request))
                        .withMessage("index is closed");
            }
        }
    }

    @Test
    void needsATextWhereALeafHasNone() {
        var request =
                new EngineRequest(
                        Retriever.knn("v"),
                        Optional.empty(),
                        Page.first(3),
                        Limits.NONE,
                        Explain.COUNTS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.search(request))
                .withMessage("search must have a text where a retriever has none, but had none");
        var own =
                new EngineRequest(
                        Retriever.knn("v").withVector(1, 0, 0, 1),
                        Optional.empty(),
                        Page.first(3),
                        Limits.NONE,
                        Explain.COUNTS);
        assertThat(engine.search(own).candidates()).hasSize(3);
    }

    @Test
    void refusesTokensOfOtherSearches() {
        var request = EngineRequest.of(Retriever.knn("v"), "w1", 5);
        var token = engine.search(request).next().orElseThrow();
        assertThat(request.after(token).page()).isEqualTo(new Page(5, 5));
        for (var other :
                List.of(
                        EngineRequest.of(Retriever.knn("v"), "w2", 5),
                        EngineRequest.of(Retriever.exact("v"), "w1", 5))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> other.after(token))
                    .withMessage(
                            "page token must be of this retriever and text but \"%s\" was of others"
                                    .formatted(token));
        }
        for (var broken : List.of("", "?", token.substring(1), token + "AAAA")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> request.after(broken))
                    .withMessage(
                            "page token must be one that a search gave but was \"%s\""
                                    .formatted(broken));
        }
    }

    @Test
    void checksPages() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Page(-1, 5))
                .withMessage("from must be at least 0 but was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Page(9_999, 2))
                .withMessage("from + size must be at most 10000 but was 10001");
    }

    @Test
    void collapsingKeepsTheBestOfEachValue() {
        var all = search(Retriever.exact("v"), "w1", 50);
        Set<String> kinds = new HashSet<>();
        var best =
                rows(all).stream()
                        .filter(row ->
                                source.documents.get(row).kind().map(kinds::add).orElse(true))
                        .toList();
        for (int size = 1; size < 20; size++) {
            assertThat(rows(search(Retriever.exact("v").collapse("kind"), "w1", size)))
                    .as("seed %d, size %d", seed, size)
                    .isEqualTo(best.subList(0, Math.min(size, best.size())));
        }
    }

    @Test
    void rerankingReadsTheWindowAndDropsLowScores() {
        var first = Retriever.exact("v");
        var window = rows(search(first, "w1", 10));
        var reranked = search(first.rerank("cross", "body").withWindow(10), "w1 w2", 50);
        assertThat(
                        new HashSet<>(
                                rows(
                                        search(
                                                first.rerank("cross", "body").withWindow(10),
                                                "w1",
                                                50))))
                .isEqualTo(new HashSet<>(window));
        var strict =
                search(first.rerank("cross", "body").withWindow(10).withMinScore(.25), "w1 w2", 50);
        assertThat(strict.candidates())
                .isEqualTo(reranked.candidates().stream().filter(c -> c.score() >= .25f).toList());
    }

    @Test
    void rerankingMayFuseBothScores() {
        var first = Retriever.exact("v");
        var scores = new HashMap<Long, Double>();
        var stage = search(first, "w1", 10).candidates();
        var again = search(first.rerank("cross", "body").withWindow(10), "w1", 10).candidates();
        double[] old = Scaling.scale(Normalisation.MIN_MAX, stage);
        double[] read = Scaling.scale(Normalisation.MIN_MAX, again);
        for (int i = 0; i < 10; i++) {
            scores.merge(stage.get(i).row(), .75 * old[i], Double::sum);
            scores.merge(again.get(i).row(), .25 * read[i], Double::sum);
        }
        var fused =
                first.rerank("cross", "body")
                        .withWindow(10)
                        .fused(Fusion.scores(Normalisation.MIN_MAX), .25);
        for (var candidate : search(fused, "w1", 10).candidates()) {
            assertThat(candidate.score())
                    .as("seed %d", seed)
                    .isEqualTo((float) (double) scores.get(candidate.row()));
        }
    }

    @Test
    void diversityPutsTwinsBehind() {
        var twins = new MemorySource(_ -> {});
        float[][] vectors = {{1, 0, 0, 1}, {1, 0, 0, 1}, {0, 0, 1, .5f}, {0, 0, 0, 0}};
        var any = source.documents.get(0L);
        for (int row = 0; row < vectors.length; row++) {
            twins.documents.put(
                    (long) row,
                    new MemoryDocument(
                            row,
                            Optional.of(vectors[row]),
                            any.terms(),
                            any.title(),
                            any.body(),
                            any.kind(),
                            any.year(),
                            any.price()));
        }
        var query = Retriever.exact("v").withVector(1, 0, .5f, 1);
        var request = EngineRequest.of(query.diversify("v", .5), "w1", 4);
        var found = new Engine(twins).search(request);
        // Scores 2, 2, 1, 0: relevances 1, 1, .5, .001; the cosine of row 2 with row 0 is .316.
        assertThat(rows(found)).containsExactly(0L, 2L, 3L, 1L);
        assertThat(found.candidates().getFirst().score()).isEqualTo(.5f);
        assertThat(found.candidates().getLast().score()).isCloseTo(0, within(1e-6f));
        assertThat(
                        rows(
                                new Engine(twins)
                                        .search(EngineRequest.of(query.diversify("v", 1), "w", 4))))
                .containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void queryStringsNameFieldsAndErrors() {
        var some = Retriever.queryString("title");
        var words = rows(search(Retriever.match("title"), "w1", 50));
        assertThat(rows(search(some, "w1", 50))).isEqualTo(words);
        assertThat(rows(search(some, "title:w1", 50))).isEqualTo(words);
        assertThat(rows(search(some, "body:w1", 50)))
                .isEqualTo(rows(search(Retriever.match("body"), "w1", 50)));
        assertThat(rows(search(some, "+w1 -w1", 50))).isEmpty();
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> search(some, "\"w1", 5));
    }
}
