package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.index;
import static dev.lanes.hnsw.Rows.recall;
import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.vector.Similarity;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChurnTest {
    private static final int ROWS = 5000;
    private static final int DIMENSION = 32;

    enum Order {
        RANDOM,
        OLDEST_FIRST,
        NEWEST_FIRST;

        List<Integer> of(int rows) {
            var places = IntStream.range(0, rows).boxed().collect(Collectors.toList());
            switch (this) {
                case RANDOM -> Collections.shuffle(places, new Random(72));
                case NEWEST_FIRST -> Collections.reverse(places);
                case OLDEST_FIRST -> {}
            }
            return places;
        }
    }

    /// Nine tenths of the rows are replaced in ten rounds.
    @ParameterizedTest
    @CsvSource({
        "EUCLIDEAN, 8, 60, RANDOM",
        "COSINE, 16, 60, OLDEST_FIRST",
        "EUCLIDEAN, 16, 60, OLDEST_FIRST",
        "DOT, 16, 60, NEWEST_FIRST"
    })
    void replacedRowsCostNoRecall(Similarity similarity, int m, int efConstruction, Order order) {
        var settings = settings(similarity, m, efConstruction);
        var rows = Rows.clustered(2 * ROWS, DIMENSION, 71);
        var queries = Rows.clustered(300, DIMENSION, 71);
        var now = List.of(rows).subList(0, ROWS).toArray(float[][]::new);
        var places = order.of(ROWS);
        try (var index = index(now, settings)) {
            for (int i = 0; i < ROWS * 9 / 10; i++) {
                int place = places.get(i);
                now[place] = rows[ROWS + i];
                assertThat(index.upsert(1000 + place, now[place])).isTrue();
                if (i % (ROWS / 10) == 0) {
                    assertThat(index.unreachable()).isZero();
                }
            }
            Laws.assertHold(index, "after ten rounds");
            // Their places are used again: there are never more than those that wait for a sweep.
            assertThat(index.graph().size()).isLessThan(ROWS * 5 / 4);
            try (var fresh = index(now, settings)) {
                for (int efSearch : new int[] {10, 20, 50}) {
                    assertThat(recall(index, queries, 10, efSearch))
                            .as("efSearch %d", efSearch)
                            .isGreaterThanOrEqualTo(recall(fresh, queries, 10, efSearch) - .01);
                }
            }
        }
    }

    /// A sweep that ran to its end at once would hold up those who add for its whole length.
    @ParameterizedTest
    @CsvSource({"1000, 3"})
    void everySweepGoesInSteps(int count, int sweeps) {
        var rows = Rows.clustered(count, 8, 73);
        try (var index = index(rows, settings(Similarity.EUCLIDEAN, 4, 20))) {
            int most = 0;
            int begun = 0;
            for (int i = 0; begun < sweeps; i = (i + 1) % count) {
                int before = index.graph().deadCount();
                index.upsert(1000 + i, rows[i]);
                int after = index.graph().deadCount();
                if (after > before) {
                    most = Math.max(most, after);
                } else if (after < before) {
                    begun++;
                    // Those that died during the sweep wait for the next one.
                    assertThat(after).as("dead after sweep %d of %d", begun, most).isPositive();
                }
            }
        }
    }
}
