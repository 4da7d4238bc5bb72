package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Against values worked out by hand: the discounts 1/log₂(rank + 1) of ranks 1 to 4 are 1, .63093,
/// .5 and .43068.
class MeasuresTest {
    private static final Offset<Double> NEAR = within(1e-5);
    private static final Map<String, Integer> JUDGED = Map.of("a", 3, "b", 1, "c", 0, "d", 2);

    @Test
    void ndcgWeighsGradesByRank() {
        // (0 + 3 · .63093 + 1 · .5) / (3 + 2 · .63093 + 1 · .5)
        assertThat(Measures.ndcg(List.of("c", "a", "b"), JUDGED, 10)).isCloseTo(.50249, NEAR);
        // (0 + 3 · .63093) / (3 + 2 · .63093): the ideal ranking is cut at k, too
        assertThat(Measures.ndcg(List.of("c", "a", "b"), JUDGED, 2)).isCloseTo(.44413, NEAR);
        assertThat(Measures.ndcg(List.of("a", "d", "b", "c"), JUDGED, 10)).isCloseTo(1, NEAR);
    }

    @Test
    void recallCountsTheRelevant() {
        assertThat(Measures.recall(List.of("c", "x", "a", "b"), JUDGED, 10))
                .isCloseTo(2. / 3, NEAR);
        assertThat(Measures.recall(List.of("c", "x", "a", "b"), JUDGED, 3)).isCloseTo(1. / 3, NEAR);
    }

    @Test
    void averagePrecisionTakesThePrecisionAtEachRelevant() {
        // Relevant at ranks 1 and 3 of three relevant ones: (1/1 + 2/3) / 3
        assertThat(Measures.averagePrecision(List.of("b", "c", "d"), JUDGED, 10))
                .isCloseTo(.55556, NEAR);
        assertThat(Measures.averagePrecision(List.of("b", "c", "d"), JUDGED, 2))
                .isCloseTo(.33333, NEAR);
    }

    @Test
    void nothingRelevantGivesZero() {
        Map<String, Integer> none = Map.of("a", 0, "b", -1);
        List<String> ranking = List.of("a", "b");
        assertThat(Measures.ndcg(ranking, none, 10)).isZero();
        assertThat(Measures.recall(ranking, none, 10)).isZero();
        assertThat(Measures.averagePrecision(ranking, none, 10)).isZero();
        assertThat(Measures.ndcg(List.of(), JUDGED, 10)).isZero();
    }

    @Test
    void refusesNonsense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measures.ndcg(List.of("a"), JUDGED, 0))
                .withMessage("k must be at least 1 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measures.recall(List.of("a", "a"), JUDGED, 5))
                .withMessage("a ranking must have each document once but has \"a\" twice");
    }
}
