package dev.lanes.search.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.search.retrieval.Combination;
import dev.lanes.search.retrieval.Fusion;
import dev.lanes.search.retrieval.Normalisation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Scores computed by hand.
class FusingTest {
    private static final List<Candidate> A =
            List.of(Candidate.of(1, 4), Candidate.of(2, 3), Candidate.of(3, 0));
    private static final List<Candidate> B = List.of(Candidate.of(2, 10), Candidate.of(4, 5));

    private static void assertFused(Fusion fusion, double[] weights, Map<Long, Double> expected) {
        var fused = Fusing.fuse(fusion, List.of(A, B), weights);
        var scores = new TreeMap<Long, Float>();
        fused.forEach(candidate -> scores.put(candidate.row(), candidate.score()));
        assertThat(fused).isSortedAccordingTo(Candidate.ORDER);
        assertThat(scores.keySet()).isEqualTo(expected.keySet());
        expected.forEach((row, score) ->
                assertThat((double) scores.get(row))
                        .as("%s, row %d", fusion, row)
                        .isCloseTo(score, within(1e-6)));
    }

    @Test
    void reciprocalRanks() {
        assertFused(
                Fusion.reciprocalRank(),
                new double[] {1, 1},
                Map.of(1L, 1 / 61., 2L, 1 / 62. + 1 / 61., 3L, 1 / 63., 4L, 1 / 62.));
        assertFused(
                Fusion.reciprocalRank(1),
                new double[] {2, .5},
                Map.of(1L, 1., 2L, 2 / 3. + .25, 3L, .5, 4L, .5 / 3));
    }

    @Test
    void minMax() {
        assertFused(
                Fusion.scores(Normalisation.MIN_MAX),
                new double[] {.7, .3},
                Map.of(1L, .7, 2L, .7 * .75 + .3, 3L, .7 * .001, 4L, .3 * .001));
        // Means, not sums: weights need not add up to 1.
        assertFused(
                Fusion.scores(Normalisation.MIN_MAX),
                new double[] {7, 3},
                Map.of(1L, .7, 2L, .7 * .75 + .3, 3L, .7 * .001, 4L, .3 * .001));
        assertFused(
                Fusion.scores(Normalisation.MIN_MAX, Combination.SUM),
                new double[] {7, 3},
                Map.of(1L, 7., 2L, 7 * .75 + 3, 3L, 7 * .001, 4L, 3 * .001));
        assertFused(
                Fusion.scores(Normalisation.MIN_MAX, Combination.GEOMETRIC_MEAN),
                new double[] {.7, .3},
                Map.of(1L, 1., 2L, Math.pow(.75, .7), 3L, .001, 4L, .001));
        assertFused(
                Fusion.scores(Normalisation.MIN_MAX, Combination.HARMONIC_MEAN),
                new double[] {.7, .3},
                Map.of(1L, 1., 2L, 1 / (.7 / .75 + .3), 3L, .001, 4L, .001));
    }

    @Test
    void l2() {
        double b = Math.sqrt(125);
        assertFused(
                Fusion.scores(Normalisation.L2),
                new double[] {1, 1},
                Map.of(1L, .4, 2L, .3 + 5 / b, 3L, 0., 4L, 2.5 / b));
        assertFused(
                Fusion.scores(Normalisation.L2, Combination.HARMONIC_MEAN),
                new double[] {1, 1},
                Map.of(1L, .8, 2L, 2 / (1 / .6 + b / 10), 3L, 0., 4L, 5 / b));
    }

    @Test
    void zScore() {
        double mean = 7 / 3.;
        double deviation =
                Math.sqrt((Math.pow(4 - mean, 2) + Math.pow(3 - mean, 2) + Math.pow(mean, 2)) / 2);
        assertFused(
                Fusion.scores(Normalisation.Z_SCORE),
                new double[] {.5, .5},
                Map.of(
                        1L,
                        .5 * (4 - mean) / deviation,
                        2L,
                        .5 * (3 - mean) / deviation + .5 * 2.5 / (5 / Math.sqrt(2)),
                        3L,
                        .5 * .001,
                        4L,
                        .5 * .001));
    }

    @Test
    void scoresAsTheyAre() {
        assertFused(
                Fusion.scores(Normalisation.NONE, Combination.SUM),
                new double[] {1, 2},
                Map.of(1L, 4., 2L, 23., 3L, 0., 4L, 10.));
    }

    @Test
    void whatIsEqualIsTheBest() {
        var equal = List.of(Candidate.of(1, .1f), Candidate.of(2, .1f), Candidate.of(3, .1f));
        for (var rule : List.of(Normalisation.MIN_MAX, Normalisation.Z_SCORE)) {
            assertThat(Scaling.scale(rule, equal)).containsExactly(1, 1, 1);
            assertThat(Scaling.scale(rule, List.of(Candidate.of(1, -7)))).containsExactly(1);
            assertThat(Scaling.scale(rule, List.of())).isEmpty();
        }
        assertThat(Scaling.scale(Normalisation.L2, List.of(Candidate.of(1, 0)))).containsExactly(0);
    }

    @Test
    void tiesGoByRow() {
        var first = List.of(Candidate.of(9, 2), Candidate.of(5, 1));
        var second = List.of(Candidate.of(5, 2), Candidate.of(9, 1));
        var fused =
                Fusing.fuse(Fusion.reciprocalRank(), List.of(first, second), new double[] {1, 1});
        assertThat(fused).extracting(Candidate::row).containsExactly(5L, 9L);
        assertThat(fused.getFirst().score()).isEqualTo(fused.getLast().score());
    }

    @Test
    void keepsThePassageOfTheBestRank() {
        var title = Optional.of(new Passage("title", 11));
        var body = Optional.of(new Passage("body", 12));
        var none = List.of(Candidate.of(10, 9));
        var second = List.of(Candidate.of(1, 5), new Candidate(10, 4, title));
        var first = List.of(new Candidate(10, 3, body));
        var fused =
                Fusing.fuse(
                        Fusion.reciprocalRank(),
                        List.of(none, second, first),
                        new double[] {1, 1, 1});
        assertThat(fused.getFirst().passage()).isEqualTo(body);
    }
}
