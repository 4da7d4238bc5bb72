package dev.lanes.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.kernels.Encoding;
import dev.lanes.vector.Similarity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HnswTunerTest {
    private static final long SEED = 61;
    private static final float[][] ALL = Rows.clustered(2700, 24, SEED);
    private static final List<float[]> ROWS = List.of(Arrays.copyOf(ALL, 2500));
    private static final List<float[]> QUERIES = List.of(Arrays.copyOfRange(ALL, 2500, 2700));
    private static final TuningGrid GRID =
            new TuningGrid(
                    List.of(4, 12),
                    List.of(60),
                    List.of(RowStorage.of(Encoding.FLOAT32), RowStorage.of(Encoding.INT8)));

    @Test
    void whatMeetsTheGoalComesFirst() {
        var heard = new ArrayList<TuningCandidate>();
        var goal = TuningGoal.of(10, .95).withMostBytesPerRow(350);
        var found =
                HnswTuner.of(Similarity.EUCLIDEAN, goal)
                        .withGrid(GRID)
                        .withListener((candidate, done, all) -> {
                            heard.add(candidate);
                            assertThat(done).isEqualTo(heard.size());
                            assertThat(all).isEqualTo(4);
                        })
                        .tune(ROWS, QUERIES);
        assertThat(found).hasSize(4).containsExactlyInAnyOrderElementsOf(heard);
        var met = found.stream().filter(goal::isMetBy).toList();
        assertThat(found.subList(0, met.size())).isEqualTo(met);
        assertThat(met)
                .isSortedAccordingTo((a, b) -> Double.compare(a.microseconds(), b.microseconds()));
        assertThat(found).allMatch(candidate -> candidate.buildSeconds() > 0);
    }

    /// An index that is built with what was proposed does what was promised.
    @Test
    void theProposalHolds() {
        var proposal =
                HnswTuner.of(Similarity.EUCLIDEAN, TuningGoal.of(10, .9))
                        .withGrid(GRID)
                        .tune(ROWS, QUERIES)
                        .getFirst();
        try (var index = Rows.index(ROWS.toArray(float[][]::new), proposal.settings())) {
            var queries = QUERIES.toArray(float[][]::new);
            assertThat(Rows.recall(index, queries, 10, proposal.efSearch()))
                    .as("seed %d", SEED)
                    .isEqualTo(proposal.recall())
                    .isGreaterThanOrEqualTo(.9);
            if (proposal.efSearch() > 10) {
                assertThat(Rows.recall(index, queries, 10, proposal.efSearch() - 1)).isLessThan(.9);
            }
        }
    }

    @Test
    void aGoalThatNothingMeetsGivesTheHighestRecallFirst() {
        var goal = TuningGoal.of(10, .5).withMostMicroseconds(.001);
        var found = HnswTuner.of(Similarity.EUCLIDEAN, goal).withGrid(GRID).tune(ROWS, QUERIES);
        assertThat(found)
                .noneMatch(goal::isMetBy)
                .isSortedAccordingTo((a, b) -> Double.compare(b.recall(), a.recall()));
    }

    @Test
    void afterTheLimitNoIndexIsBegun() {
        assertThat(
                        HnswTuner.of(Similarity.COSINE, TuningGoal.of(10, .9))
                                .withLimit(Duration.ZERO)
                                .tune(ROWS, QUERIES))
                .hasSize(1);
    }

    @Test
    void badArgumentsAreRefused() {
        var tuner = HnswTuner.of(Similarity.COSINE, TuningGoal.of(10, .9));
        assertThatThrownBy(() -> tuner.tune(ROWS.subList(0, 19), QUERIES))
                .hasMessage("rows must be at least 2k = 20 but were 19");
        assertThatThrownBy(() -> tuner.tune(ROWS, List.of()))
                .hasMessage("queries must be at least 1 but were 0");
        assertThatThrownBy(() -> tuner.tune(ROWS, List.of(new float[3])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TuningGoal.of(0, .9)).hasMessage("k must be at least 1 but was 0");
        assertThatThrownBy(() -> TuningGoal.of(1, 1))
                .hasMessage("recall must be above 0 and below 1 but was 1.0");
        assertThatThrownBy(() -> TuningGoal.of(1, .9).withMostBytesPerRow(0))
                .hasMessage("mostBytesPerRow must be above 0 but was 0.0");
        assertThatThrownBy(() -> new TuningGrid(List.of(), List.of(1), List.of()))
                .hasMessage("a grid must have a value of each kind");
    }
}
