package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
    @Test
    void takesAnOrderAsItIs() {
        assertThat(Ranking.of(List.of("b", "a", "c")).ids()).containsExactly("b", "a", "c");
    }

    /// trec_eval compares scores as doubles, and of equal scores puts the greater id first.
    @Test
    void sortsScoresAsTrecEvalDoes() {
        List<ScoredId> found =
                List.of(
                        new ScoredId("b", 1),
                        new ScoredId("e", 0.0),
                        new ScoredId("f", -0.0),
                        new ScoredId("a", 2),
                        new ScoredId("c", 1),
                        new ScoredId("bb", 1),
                        new ScoredId("d", -3));
        assertThat(Ranking.byScore(found).ids())
                .containsExactly("a", "c", "bb", "b", "f", "e", "d");
    }

    /// U+1F600 is the greater of the two in UTF-8, but its surrogates are smaller than U+FF21.
    @Test
    void comparesIdsByBytes() {
        List<ScoredId> found = List.of(new ScoredId("\uFF21", 1), new ScoredId("😀", 1));
        assertThat(Ranking.byScore(found).ids()).containsExactly("😀", "\uFF21");
    }

    @Test
    void refusesNonsense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ranking.of(List.of("a", "a")))
                .withMessage("a ranking must have each document once but has \"a\" twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScoredId("a", Double.NaN))
                .withMessage("score must be finite but was NaN of \"a\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScoredId("", 1))
                .withMessage("id must have at least 1 character but was \"\"");
    }
}
