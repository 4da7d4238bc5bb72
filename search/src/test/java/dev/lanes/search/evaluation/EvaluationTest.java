package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final List<Metric> METRICS = Metric.parseList("ndcg@10,map@10,recall@10");

    private static Judgements judgements() {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        grades.put("q1", Map.of("a", 1, "b", 0));
        grades.put("q2", Map.of("c", 2));
        return Judgements.of(grades);
    }

    @Test
    void averagesOverAllJudgedQueries() {
        Map<String, Ranking> rankings =
                Map.of(
                        "q1", Ranking.of(List.of("b", "a")),
                        "unjudged", Ranking.of(List.of("a")));
        Evaluation evaluation = Evaluation.of(judgements(), rankings, METRICS);

        assertThat(evaluation.queries()).containsExactly("q1", "q2");
        assertThat(evaluation.metrics()).isEqualTo(METRICS);
        assertThat(evaluation.mean(METRICS.get(0))).isCloseTo(.63093 / 2, within(1e-5));
        assertThat(evaluation.values(METRICS.get(1))).containsExactly(.5, 0);
        assertThat(evaluation.mean(METRICS.get(2))).isEqualTo(.5);
        assertThat(evaluation)
                .hasToString("ndcg@10 0.3155, map@10 0.2500, recall@10 0.5000 over 2 queries");
    }

    /// What trec_eval 10.0-rc3 printed for this run under `-c`: q4 was not answered, the first two
    /// of q3 tie, and so do two of q1, of which z goes before e.
    @Test
    void agreesWithTrecEval() {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        grades.put("q1", Map.of("a", 3, "b", 1, "c", 0, "d", 2, "e", -1));
        grades.put("q2", Map.of("x", 0));
        grades.put("q3", Map.of("ä", 1, "b", 1));
        grades.put("q4", Map.of("p", 1));
        Map<String, List<ScoredId>> found = new LinkedHashMap<>();
        found.put(
                "q1",
                List.of(
                        new ScoredId("c", 9.5),
                        new ScoredId("a", 9),
                        new ScoredId("e", 8),
                        new ScoredId("z", 8),
                        new ScoredId("b", 7)));
        found.put("q2", List.of(new ScoredId("x", 1)));
        found.put("q3", List.of(new ScoredId("b", 1), new ScoredId("ä", 1), new ScoredId("z", 1)));
        String metrics =
                "ndcg,ndcg@2,ndcg@10,map,map@2,map@10,recall@2,recall@10,recall,"
                        + "precision@2,precision@10,precision,mrr,mrr@2";
        Evaluation evaluation =
                Evaluation.of(
                        Judgements.of(grades),
                        new TrecRun("r", found).rankings(),
                        Metric.parseList(metrics));

        double[] printed = {
            .3496, .2643, .3496, .2833, .1667, .2833, .2083, .4167, .4167, .25, .1, .2667, .375,
            .375
        };
        for (int i = 0; i < printed.length; i++) {
            Metric metric = evaluation.metrics().get(i);
            assertThat(evaluation.mean(metric))
                    .as("%s", metric)
                    .isCloseTo(printed[i], within(5e-5));
        }
        assertThat(evaluation.values(Metric.parse("ndcg@2"))[2]).isCloseTo(.6131, within(5e-5));
    }

    @Test
    void knowsWhatWasMeasured() {
        Evaluation evaluation = Evaluation.of(judgements(), Map.of(), METRICS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evaluation.mean(Metric.parse("mrr")))
                .withMessage("metric must be one of [ndcg@10, map@10, recall@10] but was mrr");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Evaluation.of(judgements(), Map.of(), List.of()))
                .withMessage("metrics must be at least 1 but were 0");
    }
}
