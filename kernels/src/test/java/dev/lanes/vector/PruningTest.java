package dev.lanes.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PruningTest {
    private static final SparseVector ROW =
            SparseVector.of(new int[] {3, 5, 8, 13, 21}, new float[] {1, 4, 2, 2, 1});

    @Test
    void keepsWeightsOfAShareOfTheLargest() {
        assertThat(Pruning.maxRatio(.5).keep(ROW)).isEqualTo(terms(5, 4, 8, 2, 13, 2));
        assertThat(Pruning.maxRatio(0).keep(ROW)).isEqualTo(ROW);
        assertThat(Pruning.maxRatio(1).keep(ROW)).isEqualTo(terms(5, 4));
    }

    @Test
    void keepsTheFewestThatMakeUpAShareOfTheSum() {
        assertThat(Pruning.alphaMass(.4).keep(ROW)).isEqualTo(terms(5, 4));
        assertThat(Pruning.alphaMass(.41).keep(ROW)).isEqualTo(terms(5, 4, 8, 2));
        assertThat(Pruning.alphaMass(1).keep(ROW)).isEqualTo(ROW);
    }

    @Test
    void keepsTheLargest() {
        assertThat(Pruning.topK(2).keep(ROW)).isEqualTo(terms(5, 4, 8, 2));
        assertThat(Pruning.topK(50).keep(ROW)).isEqualTo(ROW);
    }

    @Test
    void keepsWeightsOfSomeSize() {
        assertThat(Pruning.absValue(2).keep(ROW)).isEqualTo(terms(5, 4, 8, 2, 13, 2));
        assertThat(Pruning.absValue(5).keep(ROW).size()).isZero();
    }

    @Test
    void losesNoTerm() {
        var random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int count = random.nextInt(40);
            var terms = random.ints(0, 1000).distinct().limit(count).sorted().toArray();
            var weights = new float[count];
            for (int i = 0; i < count; i++) {
                weights[i] = random.nextInt(8) / 2f;
            }
            var row = SparseVector.of(terms, weights);
            for (var pruning :
                    new Pruning[] {
                        Pruning.maxRatio(random.nextDouble()),
                        Pruning.alphaMass(random.nextDouble()),
                        Pruning.topK(1 + random.nextInt(50)),
                        Pruning.absValue(random.nextInt(5))
                    }) {
                var split = pruning.split(row);
                var all = new float[1000];
                var others = new float[1000];
                for (int i = 0; i < split.kept().size(); i++) {
                    all[split.kept().term(i)] = split.kept().weight(i);
                }
                for (int i = 0; i < split.others().size(); i++) {
                    others[split.others().term(i)] = split.others().weight(i);
                }
                for (int i = 0; i < count; i++) {
                    assertThat(all[terms[i]] + others[terms[i]])
                            .as("%s, round %d", pruning, round)
                            .isEqualTo(weights[i]);
                }
                assertThat(split.kept().size() + split.others().size()).isEqualTo(count);
            }
        }
    }

    @Test
    void refusesWhatIsNoRule() {
        assertThatThrownBy(() -> Pruning.maxRatio(1.5))
                .hasMessage("MAX_RATIO must be in 0..1 but was 1.5");
        assertThatThrownBy(() -> Pruning.alphaMass(Double.NaN)).hasMessageContaining("0..1");
        assertThatThrownBy(() -> Pruning.topK(0)).hasMessageContaining("from 1 on but was 0");
        assertThatThrownBy(() -> Pruning.absValue(-1)).hasMessageContaining("at least 0");
        var negative = SparseVector.of(new int[] {7}, new float[] {-1});
        assertThatThrownBy(() -> Pruning.topK(1).keep(negative))
                .hasMessage("weights must be at least 0 but the one of term 7 was -1.0");
    }

    private static SparseVector terms(int... termsAndWeights) {
        var terms = new int[termsAndWeights.length / 2];
        var weights = new float[terms.length];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = termsAndWeights[2 * i];
            weights[i] = termsAndWeights[2 * i + 1];
        }
        return SparseVector.of(terms, weights);
    }
}
