package dev.lanes.jmh.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.jmh.data.Vectors;
import dev.lanes.vector.Similarity;
import org.junit.jupiter.api.Test;

/// The rows lie on a line at 0, 1, 2, 2, 5 and -2; the query is at 0.
class RecallTest {
    private static final Vectors BASE = Samples.of(row(0), row(1), row(2), row(2), row(5), row(-2));
    private static final Vectors QUERY = Samples.of(row(0));

    private final Recall recall =
            new Recall(Samples.task(BASE, QUERY, Similarity.EUCLIDEAN, 3), new int[][] {{0, 1, 2}});

    @Test
    void isTheShareOfTheNearestThatWereFound() {
        assertThat(of(0, 1, 2)).isEqualTo(1);
        assertThat(of(2, 1, 0)).isEqualTo(1);
        assertThat(of(0, 1, 4)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(of(4)).isZero();
        assertThat(of()).isZero();
    }

    @Test
    void countsARowThatIsAsCloseAsTheLast() {
        assertThat(of(0, 1, 3)).isEqualTo(1);
        assertThat(of(0, 1, 5)).isEqualTo(1);
    }

    @Test
    void countsARowOnce() {
        assertThat(of(0, 0, 0)).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void isAveragedOverTheQueries() {
        Vectors queries = Samples.of(row(0), row(5));
        Recall both =
                new Recall(
                        Samples.task(BASE, queries, Similarity.EUCLIDEAN, 1),
                        new int[][] {{0}, {4}});

        assertThat(both.of(new int[][] {{0}, {0}})).isEqualTo(0.5);
    }

    @Test
    void refusesMoreRowsThanWereAskedFor() {
        assertThatThrownBy(() -> of(0, 1, 2, 3)).hasMessageContaining("at most 3 rows but has 4");
    }

    @Test
    void judgesEachSimilarityByItsOwnMeasure() {
        Vectors base = Samples.of(row(1, 0), row(9, 9), row(0, 0));
        Vectors query = Samples.of(row(1, 0.1f));

        assertThat(nearest(base, query, Similarity.EUCLIDEAN)).isZero();
        assertThat(nearest(base, query, Similarity.COSINE)).isZero();
        assertThat(nearest(base, query, Similarity.DOT)).isEqualTo(1);
    }

    /// The row that, taken as the truth, leaves every other row wrong.
    private static int nearest(Vectors base, Vectors query, Similarity similarity) {
        for (int row = 0; row < base.size(); row++) {
            HnswTask task = Samples.task(base, query, similarity, 1);
            Recall byRow = new Recall(task, new int[][] {{row}});
            double right = 0;
            for (int other = 0; other < base.size(); other++) {
                right += byRow.of(new int[][] {{other}});
            }
            if (right == 1) {
                return row;
            }
        }
        throw new AssertionError("no row is closer than every other");
    }

    private double of(int... rows) {
        return recall.of(new int[][] {rows});
    }

    private static float[] row(float... values) {
        return values;
    }
}
