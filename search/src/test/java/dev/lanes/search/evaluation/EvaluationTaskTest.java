package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluationTaskTest {
    private static final Metric NDCG = Metric.parse("ndcg@10");

    private static EvaluationTask task() {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        grades.put("q1", Map.of("a", 1));
        grades.put("q2", Map.of("b", 1));
        return new EvaluationTask(
                "small",
                Map.of("q2", "second", "q1", "first", "q3", "unjudged"),
                Judgements.of(grades),
                Metric.parseList("ndcg@10,mrr@10"));
    }

    private static Map<String, Function<String, List<ScoredId>>> retrievers() {
        Map<String, Function<String, List<ScoredId>>> retrievers = new LinkedHashMap<>();
        retrievers.put(
                "always right", text -> List.of(new ScoredId(text.equals("first") ? "a" : "b", 1)));
        // Both tie; trec_eval's order puts b first, whatever the order given.
        retrievers.put("bm25", text -> List.of(new ScoredId("a", 1), new ScoredId("b", 1)));
        return retrievers;
    }

    @Test
    void asksEveryJudgedQuery() {
        List<String> heard = new ArrayList<>();
        EvaluationReport report =
                task().evaluate(
                                retrievers(),
                                (retriever, done, queries) ->
                                        heard.add(retriever + " " + done + "/" + queries));
        assertThat(heard)
                .containsExactly("always right 1/2", "always right 2/2", "bm25 1/2", "bm25 2/2");
        assertThat(report.evaluations().get(0).evaluation().mean(NDCG)).isEqualTo(1);
        assertThat(report.evaluations().get(1).evaluation().values(NDCG)[0])
                .isCloseTo(.63093, within(1e-5));
        assertThat(report.evaluations().get(1).evaluation().values(NDCG)[1]).isEqualTo(1);
        assertThat(task().depth()).isEqualTo(10);
    }

    @Test
    void writesJson() {
        JsonNode json =
                JsonMapper.shared()
                        .readTree(task().evaluate(retrievers(), EvaluationProgress.NONE).json());
        assertThat(json.isArray()).isTrue();
        assertThat(json.size()).isEqualTo(2);
        JsonNode first = json.get(0);
        assertThat(first.propertyNames())
                .containsExactly("retriever", "dataset", "queries", "ndcg@10", "mrr@10", "p50Us");
        assertThat(first.get("retriever").stringValue()).isEqualTo("always right");
        assertThat(first.get("dataset").stringValue()).isEqualTo("small");
        assertThat(first.get("queries").intValue()).isEqualTo(2);
        assertThat(first.get("ndcg@10").doubleValue()).isEqualTo(1);
        assertThat(json.get(1).get("mrr@10").doubleValue()).isEqualTo(.75);
        assertThat(first.get("p50Us").doubleValue()).isPositive();
    }

    @Test
    void writesATable() {
        String table = task().evaluate(retrievers(), EvaluationProgress.NONE).table();
        assertThat(table.replaceAll(" +[0-9,]+\n", "  N\n"))
                .isEqualTo(
                        """
                        retriever     dataset  queries  ndcg@10  mrr@10  p50 µs
                        always right  small          2   1.0000  1.0000  N
                        bm25          small          2   0.8155  0.7500  N
                        """);
    }

    @Test
    void takesTheMedianOfLatencies() {
        int[] call = {0};
        RetrieverEvaluation slow =
                task().evaluate(
                                "slow",
                                _ -> {
                                    long until =
                                            System.nanoTime()
                                                    + (call[0]++ == 0 ? 1 : 200) * 1_000_000L;
                                    while (System.nanoTime() < until) {
                                        LockSupport.parkNanos(until - System.nanoTime());
                                    }
                                    return List.of();
                                },
                                EvaluationProgress.NONE);
        // The lower of two; an upper bound would measure the machine.
        assertThat(slow.p50Us()).isGreaterThanOrEqualTo(1000);
        assertThat(slow.evaluation().mean(NDCG)).isZero();
    }

    @Test
    void comparesEachPair() {
        EvaluationReport report = task().evaluate(retrievers(), EvaluationProgress.NONE);
        List<Comparison> comparisons = report.comparisons(NDCG);
        assertThat(comparisons).hasSize(1);
        Comparison comparison = comparisons.getFirst();
        assertThat(comparison.first()).isEqualTo("always right");
        assertThat(comparison.second()).isEqualTo("bm25");
        assertThat(comparison.tTest().meanDifference()).isCloseTo(.36907 / 2, within(1e-5));
        // Two pairs of which one differs: every signing is as extreme.
        assertThat(comparison.randomisation().p()).isEqualTo(1);
        assertThat(comparison.significant()).isFalse();
        assertThat(comparison)
                .hasToString(
                        "ndcg@10 of always right less that of bm25: +0.1845, 95 % in"
                                + " +0.0000..+0.3691, p 0.5000 (t-test), 1.0000 (randomisation):"
                                + " not significant");
    }

    @Test
    void theRunFileGivesTheSameValues(@TempDir Path folder) throws IOException {
        EvaluationTask task = task();
        RetrieverEvaluation bm25 =
                task.evaluate("bm 25", retrievers().get("bm25"), EvaluationProgress.NONE);
        Path file = folder.resolve("run.txt");
        bm25.run().write(file);
        TrecRun read = TrecRun.read(file);
        assertThat(read.tag()).isEqualTo("bm_25");
        Evaluation again = Evaluation.of(task.judgements(), read.rankings(), task.metrics());
        assertThat(again.values(NDCG)).isEqualTo(bm25.evaluation().values(NDCG));
    }

    @Test
    void wantsTextsOfJudgedQueries() {
        Judgements judgements = Judgements.of(Map.of("q1", Map.of("a", 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EvaluationTask("d", Map.of(), judgements, Metric.DEFAULTS))
                .withMessage("queries must have every judged one but lack \"q1\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new EvaluationTask("d", Map.of(), Judgements.of(Map.of()), Metric.DEFAULTS))
                .withMessage("judged queries must be at least 1 but were 0");
    }
}
