package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Against values worked out by hand: the discounts 1/log₂(rank + 1) of ranks 1 to 5 are 1, .63093,
/// .5, .43068 and .38685.
class MetricTest {
    private static final Offset<Double> NEAR = within(1e-5);

    /// Relevant are a, b and d; c was judged, e is marked as pooled but not judged, z is unknown.
    private static final Map<String, Integer> JUDGED =
            Map.of("a", 3, "b", 1, "c", 0, "d", 2, "e", -1);

    private static final List<String> FOUND = List.of("c", "a", "z", "e", "b");

    private static double rate(String metric, List<String> ranking) {
        return Metric.parse(metric).of(Ranking.of(ranking), JUDGED);
    }

    @Test
    void ndcgWeighsGradesByRank() {
        // (3 · .63093 + 1 · .38685) / (3 + 2 · .63093 + 1 · .5)
        assertThat(rate("ndcg", FOUND)).isCloseTo(.47873, NEAR);
        assertThat(rate("ndcg@10", FOUND)).isCloseTo(.47873, NEAR);
        // (3 · .63093) / (3 + 2 · .63093): the ideal ranking is cut at k, too
        assertThat(rate("ndcg@2", FOUND)).isCloseTo(.44413, NEAR);
        assertThat(rate("ndcg@10", List.of("a", "d", "b", "c"))).isCloseTo(1, NEAR);
    }

    /// The example of Järvelin and Kekäläinen (2002, section 2.2): gains 3, 2, 3, 0, 0, 1, 2, 2, 3,
    /// 0. Their DCG begins to discount at rank 2 and this one, as trec_eval's, at rank 1 with log₂
    /// 2, so the sum is worked out here.
    @Test
    void ndcgOfTheExampleOfItsAuthors() {
        int[] gains = {3, 2, 3, 0, 0, 1, 2, 2, 3, 0};
        var judged = new HashMap<String, Integer>();
        var ranking = new ArrayList<String>();
        for (int i = 0; i < gains.length; i++) {
            judged.put("d" + i, gains[i]);
            ranking.add("d" + i);
        }
        // 3/1 + 2/1.58496 + 3/2 + 1/2.80735 + 2/3 + 2/3.16993 + 3/3.32193 = 8.31876
        // best: 3/1 + 3/1.58496 + 3/2 + 2/2.32193 + 2/2.58496 + 2/2.80735 + 1/3 = 9.07359
        assertThat(Metric.parse("ndcg@10").of(Ranking.of(ranking), judged))
                .isCloseTo(8.31876 / 9.07359, within(1e-5));
    }

    @Test
    void averagePrecisionTakesThePrecisionAtEachRelevant() {
        // Relevant at ranks 2 and 5 of three relevant ones: (1/2 + 2/5) / 3
        assertThat(rate("map", FOUND)).isCloseTo(.3, NEAR);
        assertThat(rate("map@10", FOUND)).isCloseTo(.3, NEAR);
        assertThat(rate("map@2", FOUND)).isCloseTo(.5 / 3, NEAR);
        assertThat(rate("map@1", FOUND)).isZero();
    }

    @Test
    void recallIsAShareOfAllRelevant() {
        assertThat(rate("recall", FOUND)).isCloseTo(2. / 3, NEAR);
        assertThat(rate("recall@5", FOUND)).isCloseTo(2. / 3, NEAR);
        assertThat(rate("recall@4", FOUND)).isCloseTo(1. / 3, NEAR);
    }

    @Test
    void reciprocalRankStopsAtTheFirstRelevant() {
        assertThat(rate("mrr", FOUND)).isEqualTo(.5);
        assertThat(rate("mrr@2", FOUND)).isEqualTo(.5);
        assertThat(rate("mrr@1", FOUND)).isZero();
    }

    @Test
    void precisionCountsEmptyPlacesOnlyUnderACutOff() {
        assertThat(rate("precision@10", FOUND)).isCloseTo(2. / 10, NEAR);
        assertThat(rate("precision@2", FOUND)).isCloseTo(1. / 2, NEAR);
        assertThat(rate("precision", FOUND)).isCloseTo(2. / 5, NEAR);
    }

    @Test
    void nothingRelevantGivesZero() {
        Map<String, Integer> none = Map.of("a", 0, "b", -1);
        for (Measure measure : Measure.values()) {
            for (Metric metric : List.of(Metric.of(measure), Metric.of(measure, 10))) {
                assertThat(metric.of(Ranking.of(List.of("a", "b")), none)).isZero();
                assertThat(metric.of(Ranking.NONE, JUDGED)).isZero();
                assertThat(metric.of(Ranking.of(List.of("a")), Map.of())).isZero();
            }
        }
    }

    @Test
    void readsAndWritesItsName() {
        assertThat(Metric.parse(" nDCG@10 ")).isEqualTo(Metric.of(Measure.NDCG, 10));
        assertThat(Metric.parse("map")).isEqualTo(Metric.of(Measure.MAP)).hasToString("map");
        assertThat(Metric.parseList("recall@100, mrr").toString()).isEqualTo("[recall@100, mrr]");
        assertThat(Metric.depth(Metric.parseList("recall@100,ndcg@10"))).isEqualTo(100);
        assertThat(Metric.depth(Metric.parseList("ndcg@10,map"))).isEqualTo(1000);
        assertThat(Metric.depth(Metric.parseList("ndcg@2000,map"))).isEqualTo(2000);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.parse("bpref@10"))
                .withMessage(
                        "a metric must be one of ndcg, map, recall, mrr, precision, perhaps with"
                                + " @10 or another number after it, but was \"bpref@10\"");
        for (String wrong : List.of("ndcg@", "ndcg@0", "ndcg@-1", "ndcg@x", "ndcg@99999999999")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Metric.parse(wrong))
                    .withMessage(
                            "a metric must have a whole number in 1..2147483647 after the @ but"
                                    + " was \"%s\"",
                            wrong);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.parseList("map,mrr,MAP"))
                .withMessage("metrics must differ but \"MAP\" occurs twice in \"map,mrr,MAP\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.of(Measure.MAP, 0))
                .withMessage("k must be at least 1 but was 0");
    }
}
