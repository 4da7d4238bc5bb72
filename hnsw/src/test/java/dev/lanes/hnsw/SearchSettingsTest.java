package dev.lanes.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.hnsw.Explanation.Ending;
import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Budgets, interruption, ranges, groups and many queries at once.
class SearchSettingsTest {
    private static final long SEED = 52;
    private static final int DIMENSION = 24;
    private static final int ROWS = 10_000;
    private static final float[][] VECTORS = Rows.clustered(ROWS, DIMENSION, SEED);
    private static final SearchSettings TEN = SearchSettings.of(10, EfSearch.of(50));

    /// Its ids are the places in VECTORS.
    private static final HnswIndex INDEX = index();

    private static HnswIndex index() {
        var index = HnswIndex.create(DIMENSION, Rows.settings(Similarity.EUCLIDEAN, 8, 80));
        for (int i = 0; i < ROWS; i++) {
            index.add(i, VECTORS[i]);
        }
        return index;
    }

    @AfterAll
    static void close() {
        INDEX.close();
    }

    private static List<Hit> all(float[] query) {
        return INDEX.searchExact(query, ROWS);
    }

    @Test
    void aBudgetOfDistancesEndsASearch() {
        for (int most : new int[] {1, 10, 100, 300}) {
            var result = INDEX.search(VECTORS[3], TEN.withBudget(Budget.ofDistances(most)));
            assertThat(result.isPartial()).isTrue();
            assertThat(result.explanation().ending()).isEqualTo(Ending.DISTANCES_SPENT);
            // The descent, the links of one node more, and the rescoring.
            assertThat(result.explanation().work().distances()).isLessThan(most + 250);
            assertThat(result.hits()).isNotEmpty();
        }
        var enough = INDEX.search(VECTORS[3], TEN.withBudget(Budget.ofDistances(100_000)));
        assertThat(enough.isPartial()).isFalse();
        assertThat(enough.hits()).isEqualTo(INDEX.search(VECTORS[3], 10, 50));
    }

    @Test
    void aBudgetHoldsForScansToo() {
        var filter = RowFilter.matching(id -> id % 10 == 0);
        var settings = SearchSettings.of(10, EfSearch.of(500)).withFilter(filter);
        assertThat(INDEX.search(VECTORS[3], settings).explanation().regime())
                .isEqualTo(Regime.EXACT);
        var result = INDEX.search(VECTORS[3], settings.withBudget(Budget.ofDistances(200)));
        assertThat(result.isPartial()).isTrue();
        assertThat(result.hits()).isNotEmpty().allMatch(hit -> hit.id() % 10 == 0);
    }

    @Test
    void aBudgetOfTimeEndsASearch() {
        var long_ = SearchSettings.of(5000, EfSearch.of(5000));
        var result = INDEX.search(VECTORS[3], long_.withBudget(Budget.ofTime(Duration.ofNanos(1))));
        assertThat(result.explanation().ending()).isEqualTo(Ending.TIME_SPENT);
        assertThat(result.hits()).isNotEmpty();
        var enough = TEN.withBudget(Budget.ofTime(Duration.ofDays(1_000_000)));
        assertThat(INDEX.search(VECTORS[3], enough).isPartial()).isFalse();
    }

    @Test
    void anInterruptedThreadEndsItsSearchAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        var result = INDEX.search(VECTORS[3], SearchSettings.of(10, EfSearch.of(5000)));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.explanation().ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(result.explanation().work().distances()).isLessThan(5000);
        assertThat(result.hits()).isNotEmpty();
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatThrownBy(() -> SearchSettings.of(0, EfSearch.of(1)))
                .hasMessage("k must be at least 1 but was 0");
        assertThatThrownBy(() -> TEN.withRescored(0))
                .hasMessage("rescored must be at least 1 but was 0");
        assertThatThrownBy(() -> Budget.ofDistances(0))
                .hasMessage("distances must be at least 1 but were 0");
        assertThatThrownBy(() -> Budget.ofTime(Duration.ZERO))
                .hasMessage("time must be above 0 but was PT0S");
        assertThatThrownBy(() -> Grouping.by(id -> id).withRowsPerGroup(0))
                .hasMessage("rowsPerGroup must be at least 1 but was 0");
        assertThatThrownBy(() -> INDEX.searchRange(VECTORS[0], Float.NaN, TEN))
                .hasMessage("minScore must be a number but was NaN");
    }

    @Test
    void moreRescoringTakesMoreDistances() {
        var few = INDEX.search(VECTORS[3], TEN.withRescored(1));
        var many = INDEX.search(VECTORS[3], TEN.withRescored(50));
        assertThat(many.explanation().work().distances() - few.explanation().work().distances())
                .isEqualTo(40);
        assertThat(few.hits()).hasSize(10);
    }

    @Test
    void rangesHaveAllTheirRows() {
        for (int wanted : new int[] {0, 1, 5, 100, 1000, 5000}) {
            int missing = 0;
            for (int i = 0; i < 10; i++) {
                var query = VECTORS[77 * i];
                var all = all(query);
                float minScore = wanted == 0 ? 2 : all.get(wanted - 1).score();
                var result = INDEX.searchRange(query, minScore, TEN.withK(ROWS));
                assertThat(result.hits()).allMatch(hit -> hit.score() >= minScore);
                assertThat(result.isPartial()).isFalse();
                missing += wanted - result.hits().size();
            }
            assertThat(missing)
                    .as("of 10 times %d, seed %d", wanted, SEED)
                    .isBetween(0, wanted / 2 + 1);
        }
    }

    @Test
    void rangesHaveTheirBestRowsAtTheMost() {
        var all = all(VECTORS[5]);
        var result = INDEX.searchRange(VECTORS[5], all.get(500).score(), TEN.withK(20));
        assertThat(result.hits()).isEqualTo(all.subList(0, 20));
        var filter = RowFilter.matching(id -> id % 2 == 0);
        var even =
                INDEX.searchRange(
                        VECTORS[5], all.get(500).score(), TEN.withK(ROWS).withFilter(filter));
        var expected = all.subList(0, 501).stream().filter(hit -> hit.id() % 2 == 0).toList();
        assertThat(even.hits()).hasSizeGreaterThan((int) (.97 * expected.size()));
        assertThat(expected).containsAll(even.hits());
    }

    @Test
    void rangesKeepToTheirBudget() {
        var settings = TEN.withK(ROWS).withBudget(Budget.ofDistances(500));
        var result = INDEX.searchRange(VECTORS[5], 0, settings);
        assertThat(result.isPartial()).isTrue();
        assertThat(result.explanation().work().distances()).isLessThan(1500);
    }

    /// Close rows are of one group, so that many rows have to be met for a few groups.
    @Test
    void groupsAreFoundInsideTheSearch() {
        for (int size : new int[] {1, 3, 200}) {
            int missing = 0;
            for (int i = 0; i < 20; i++) {
                var query = VECTORS[91 * i];
                var all = all(query);
                var groups = new HashMap<Long, Long>();
                for (int at = 0; at < all.size(); at++) {
                    groups.put(all.get(at).id(), (long) at / size);
                }
                var best = new HashSet<Long>();
                for (int group = 0; group < 10; group++) {
                    best.add(all.get(group * size).id());
                }
                var hits = INDEX.search(query, TEN.withGrouping(Grouping.by(groups::get))).hits();
                assertThat(hits).hasSize(10);
                assertThat(hits.stream().map(hit -> groups.get(hit.id()))).doesNotHaveDuplicates();
                best.removeAll(Rows.ids(hits));
                missing += best.size();
            }
            assertThat(missing).as("groups of %d, seed %d", size, SEED).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void fewerGroupsThanWantedAreAllFound() {
        var three = TEN.withGrouping(Grouping.by(id -> id % 3));
        assertThat(INDEX.search(VECTORS[9], three).hits().stream().map(hit -> hit.id() % 3))
                .containsExactlyInAnyOrder(0L, 1L, 2L);
        var filtered = three.withFilter(RowFilter.matching(id -> id % 3 != 1));
        assertThat(INDEX.search(VECTORS[9], filtered).hits().stream().map(hit -> hit.id() % 3))
                .containsExactlyInAnyOrder(0L, 2L);
    }

    @Test
    void groupsHaveSeveralRows() {
        var grouping = Grouping.by(id -> id / 100).withRowsPerGroup(3);
        var hits = INDEX.search(VECTORS[9], TEN.withGrouping(grouping)).hits();
        var groups = new HashMap<Long, Integer>();
        float best = Float.POSITIVE_INFINITY;
        float last = 0;
        for (var hit : hits) {
            int rows = groups.merge(hit.id() / 100, 1, Integer::sum);
            assertThat(rows).isLessThanOrEqualTo(3);
            assertThat(hit.score()).isLessThanOrEqualTo(rows == 1 ? best : last);
            best = rows == 1 ? hit.score() : best;
            last = hit.score();
        }
        assertThat(groups).hasSize(10);
    }

    @Test
    void manyQueriesGetWhatEachWouldGet() {
        var queries = List.of(VECTORS).subList(0, 300);
        var expected = queries.stream().map(query -> INDEX.search(query, TEN)).toList();
        try (var pool = Executors.newFixedThreadPool(3);
                var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var executor : List.<Executor>of(Runnable::run, pool, virtual)) {
                assertThat(INDEX.searchAll(queries, TEN, executor)).isEqualTo(expected);
            }
            assertThat(INDEX.searchAll(List.of(), TEN, pool)).isEmpty();
        }
    }

    @Test
    void aWrongQueryAmongManyIsRefused() {
        var queries = List.of(VECTORS[0], new float[3], VECTORS[1]);
        try (var pool = Executors.newFixedThreadPool(2)) {
            assertThatThrownBy(() -> INDEX.searchAll(queries, TEN, pool))
                    .isInstanceOf(IllegalArgumentException.class);
            pool.shutdown();
            assertThatThrownBy(() -> INDEX.searchAll(queries, TEN, pool))
                    .isInstanceOf(RejectedExecutionException.class);
        }
    }
}
