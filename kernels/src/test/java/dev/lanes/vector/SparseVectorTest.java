package dev.lanes.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparseVectorTest {
    private static final long SEED = 17;
    private static final int TERMS = 3000;

    private final Random random = new Random(SEED);

    /// Both ways of walking two rows, and the dense one, against sums over all terms in double.
    @ParameterizedTest
    @CsvSource({
        "0,0", "0,50", "1,1", "1,200", "30,30", "30,40", "10,161", "200,5", "200,12", "500,500"
    })
    void equalsTheSumOverAllTerms(int ours, int theirs) {
        for (int round = 0; round < 50; round++) {
            var a = randomRow(ours);
            var b = randomRow(theirs);
            var dense = dense(b);
            double exact = 0;
            for (int term = 0; term < TERMS; term++) {
                exact += (double) dense(a)[term] * dense[term];
            }
            assertThat((double) a.dot(b)).as("seed %d", SEED).isCloseTo(exact, within(1e-4));
            assertThat(b.dot(a)).as("seed %d", SEED).isEqualTo(a.dot(b));
            assertThat((double) a.dot(dense)).as("seed %d", SEED).isCloseTo(exact, within(1e-4));
        }
    }

    @Test
    void refusesWhatIsNoSparseVector() {
        assertThatThrownBy(() -> SparseVector.of(new int[] {1}, new float[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sparse vector must have a weight for each of 1 terms but had 2");
        assertThatThrownBy(() -> SparseVector.of(new int[] {1, 3, 3}, new float[3]))
                .hasMessage("terms must ascend from 0 on but term 2 was 3 after 3");
        assertThatThrownBy(() -> SparseVector.of(new int[] {-1}, new float[1]))
                .hasMessage("terms must ascend from 0 on but term 0 was -1 after -1");
        assertThatThrownBy(() -> SparseVector.of(new int[] {1}, new float[] {Float.NaN}))
                .hasMessage("weights must be finite but weight 0 was NaN");
        assertThatThrownBy(() -> SparseVector.of(new int[] {5}, new float[] {1}).dot(new float[5]))
                .hasMessage("dense row must have a value for term 5 but had 5 values");
    }

    @Test
    void keepsNothingOfTheCallers() {
        int[] terms = {1, 2};
        float[] weights = {3, 4};
        var vector = SparseVector.of(terms, weights);
        terms[0] = 7;
        weights[0] = 7;
        assertThat(vector).isEqualTo(SparseVector.of(new int[] {1, 2}, new float[] {3, 4}));
        assertThat(vector.hashCode())
                .isEqualTo(SparseVector.of(new int[] {1, 2}, new float[] {3, 4}).hashCode());
        assertThat(vector.term(1)).isEqualTo(2);
        assertThat(vector.weight(1)).isEqualTo(4);
        assertThat(vector).hasToString("sparse vector of 2 terms");
    }

    private SparseVector randomRow(int size) {
        int[] terms = random.ints(0, TERMS).distinct().limit(size).sorted().toArray();
        var weights = new float[size];
        for (int i = 0; i < size; i++) {
            weights[i] = random.nextFloat() * 3;
        }
        return SparseVector.of(terms, weights);
    }

    private static float[] dense(SparseVector row) {
        var dense = new float[TERMS];
        for (int i = 0; i < row.size(); i++) {
            dense[row.term(i)] = row.weight(i);
        }
        return dense;
    }
}
