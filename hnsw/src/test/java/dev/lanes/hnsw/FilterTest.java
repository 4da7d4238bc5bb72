package dev.lanes.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.vector.Hit;
import dev.lanes.vector.IdSet;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterTest {
    private static final long SEED = 51;
    private static final int DIMENSION = 24;
    private static final int ROWS = 20_000;
    private static final int K = 10;
    private static final HnswSettings SETTINGS = Rows.settings(Similarity.EUCLIDEAN, 8, 80);
    private static final float[][] VECTORS = Rows.clustered(ROWS, DIMENSION, SEED);

    /// Its ids are the places in VECTORS.
    private static final HnswIndex INDEX = index();

    private static HnswIndex index() {
        var index = HnswIndex.create(DIMENSION, SETTINGS);
        for (int i = 0; i < ROWS; i++) {
            index.add(i, VECTORS[i]);
        }
        return index;
    }

    @AfterAll
    static void close() {
        INDEX.close();
    }

    /// Passes a share of all ids, the same ones each time.
    private static LongPredicate share(double share) {
        return id -> new Random(31 * id + SEED).nextDouble() < share;
    }

    private static List<Hit> exact(HnswIndex index, float[] query, int k, LongPredicate passes) {
        return index.searchExact(query, index.size()).stream()
                .filter(hit -> passes.test(hit.id()))
                .limit(k)
                .toList();
    }

    private static double recall(HnswIndex index, LongPredicate passes, SearchSettings settings) {
        int found = 0;
        int wanted = 0;
        for (int i = 0; i < 40; i++) {
            var query = VECTORS[i * 31 + 7];
            var best = Rows.ids(exact(index, query, settings.k(), passes));
            var hits = index.search(query, settings).hits();
            assertThat(hits).allMatch(hit -> passes.test(hit.id()));
            assertThat(hits.stream().map(hit -> -hit.score()).toList()).isSorted();
            assertThat(hits).doesNotHaveDuplicates();
            wanted += best.size();
            best.retainAll(Rows.ids(hits));
            found += best.size();
        }
        return wanted == 0 ? 1 : (double) found / wanted;
    }

    private static SearchSettings settings(int k, int ef, RowFilter filter) {
        return SearchSettings.of(k, EfSearch.of(ef)).withFilter(filter);
    }

    private static SearchSettings settings(RowFilter filter) {
        return settings(K, 60, filter);
    }

    @Test
    void everyShareIsFound() {
        for (double share : new double[] {0, .0002, .001, .01, .05, .2, .5, .9, 1}) {
            var passes = share(share);
            var filter = RowFilter.matching(passes);
            assertThat(recall(INDEX, passes, settings(filter)))
                    .as("share %s, seed %d", share, SEED)
                    .isGreaterThanOrEqualTo(.95);
        }
    }

    @Test
    void everyRegimeHasItsShare() {
        var regimes = EnumSet.noneOf(Regime.class);
        for (double share : new double[] {.001, .05, .08, .1, .9}) {
            var passes = share(share);
            var filter = RowFilter.matching(passes);
            int passing = (int) IntStream.range(0, ROWS).filter(passes::test).count();
            for (int i = 0; i < 40; i++) {
                var explanation = INDEX.search(VECTORS[i], settings(1, 2, filter)).explanation();
                regimes.add(explanation.regime());
                assertThat(explanation.passing()).isEqualTo(passing);
                assertThat(explanation.work().distances()).isPositive();
            }
        }
        regimes.add(
                INDEX.search(VECTORS[0], SearchSettings.of(K, EfSearch.of(40)))
                        .explanation()
                        .regime());
        assertThat(regimes).as("seed %d", SEED).containsExactlyInAnyOrder(Regime.values());
    }

    @Test
    void fewRowsAreScanned() {
        var filter = RowFilter.of(IdSet.of(3, 17, 19_999));
        var result = INDEX.search(VECTORS[17], settings(filter));
        assertThat(result.hits())
                .isEqualTo(exact(INDEX, VECTORS[17], K, id -> id == 3 || id == 17 || id == 19_999));
        assertThat(result.explanation().regime()).isEqualTo(Regime.EXACT);
        assertThat(result.isPartial()).isFalse();
    }

    @Test
    void nothingPasses() {
        for (var filter : List.of(RowFilter.of(IdSet.of()), RowFilter.matching(_ -> false))) {
            var result = INDEX.search(VECTORS[0], settings(filter));
            assertThat(result.hits()).isEmpty();
            assertThat(result.explanation().reason()).isEqualTo("no row passes");
        }
    }

    @Test
    void idsThatAreNotThereDoNotMatter() {
        var missing = LongStream.range(1_000_000, 1_000_500);
        var there = LongStream.range(100, 110);
        var filter = RowFilter.of(IdSet.of(LongStream.concat(missing, there)));
        var result = INDEX.search(VECTORS[0], settings(filter));
        assertThat(Rows.ids(result.hits()))
                .containsExactlyInAnyOrderElementsOf(LongStream.range(100, 110).boxed().toList());
        assertThat(result.explanation().passing()).isEqualTo(10);
    }

    /// Rows far from the query, which no walk from there comes to, and rows close to it.
    @Test
    void correlatedFiltersAreFound() {
        for (double share : new double[] {.02, .2, .5}) {
            for (int i = 0; i < 5; i++) {
                var query = VECTORS[101 * i];
                var order = INDEX.searchExact(query, ROWS).stream().map(Hit::id).toList();
                int count = (int) (share * ROWS);
                var far = new HashSet<>(order.subList(ROWS - count, ROWS));
                var close = new HashSet<>(order.subList(0, count));
                for (var ids : List.of(far, close)) {
                    var settings = settings(RowFilter.of(IdSet.of(ids)));
                    var best = exact(INDEX, query, K, ids::contains);
                    var found = INDEX.search(query, settings);
                    // Many rows are almost equally far, closer to each other than codes tell.
                    assertThat(found.hits().getLast().score())
                            .as("share %s, row %d, seed %d: %s", share, 101 * i, SEED, found)
                            .isGreaterThan(.998f * best.getLast().score());
                    assertThat(found.hits().getFirst().score())
                            .isGreaterThan(.998f * best.getFirst().score());
                }
            }
        }
    }

    @Test
    void aTestIsAskedOnceForEachRow() {
        var asked = new AtomicInteger();
        var filter = RowFilter.matching(id -> asked.getAndIncrement() >= 0 && id % 3 == 0);
        for (int i = 0; i < 10; i++) {
            INDEX.search(VECTORS[i], settings(filter));
        }
        assertThat(asked.get()).isEqualTo(ROWS);
    }

    @Test
    void whatATestThrowsComesOut() {
        var filter =
                RowFilter.matching(_ -> {
                    throw new ArithmeticException("no");
                });
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> INDEX.search(VECTORS[0], settings(filter)))
                    .isInstanceOf(ArithmeticException.class);
        }
    }

    /// Against a model, with a test and a small and a large set of ids, kept all the time.
    @Test
    void filtersFollowChanges() {
        var random = new Random(SEED);
        var small = IdSet.of(LongStream.range(0, 400).filter(id -> id % 9 == 0));
        var large = IdSet.of(LongStream.range(0, 3000).filter(id -> id % 2 == 0));
        var tests = List.<LongPredicate>of(small::contains, large::contains, id -> id % 5 == 1);
        var filters =
                List.of(RowFilter.of(small), RowFilter.of(large), RowFilter.matching(tests.get(2)));
        var ids = new HashSet<Long>();
        try (var index = HnswIndex.create(DIMENSION, SETTINGS)) {
            for (int step = 0; step < 60; step++) {
                // More than are noted, once.
                int changes = step == 20 ? 6000 : 40;
                for (int i = 0; i < changes; i++) {
                    long id = random.nextInt(3000);
                    if (random.nextInt(3) == 0) {
                        index.delete(id);
                        ids.remove(id);
                    } else {
                        index.upsert(id, VECTORS[random.nextInt(ROWS)]);
                        ids.add(id);
                    }
                }
                int which = step % 3;
                var passes = tests.get(which);
                var query = VECTORS[random.nextInt(ROWS)];
                var result = index.search(query, settings(filters.get(which)));
                assertThat(result.explanation().passing())
                        .as("step %d, seed %d", step, SEED)
                        .isEqualTo((int) ids.stream().filter(passes::test).count());
                var best = Rows.ids(exact(index, query, K, passes));
                assertThat(Rows.ids(result.hits()))
                        .allMatch(id -> ids.contains(id) && passes.test(id));
                best.removeAll(Rows.ids(result.hits()));
                assertThat(best).as("step %d, seed %d", step, SEED).hasSizeLessThanOrEqualTo(3);
            }
        }
    }

    /// A row whose addition was acknowledged is found and a deleted one is not, whoever brought the
    /// rows of the filter up to date.
    @Test
    void filtersAreRightWhileOthersChangeRows() throws InterruptedException {
        try (var index = HnswIndex.create(DIMENSION, SETTINGS)) {
            var filter = RowFilter.matching(id -> id % 2 == 0);
            for (int i = 0; i < 500; i++) {
                index.add(i, VECTORS[i]);
            }
            var writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 500; i < 4000; i++) {
                                    index.add(i, VECTORS[i]);
                                    index.delete(i - 250);
                                    index.upsert(i - 100, VECTORS[i - 100]);
                                }
                            });
            try {
                while (writer.isAlive()) {
                    var found = index.search(VECTORS[0], settings(filter));
                    var hits = found.hits();
                    assertThat(hits).as("%s", found).hasSize(K).allMatch(hit -> hit.id() % 2 == 0);
                    assertThat(hits.getFirst().id()).isZero();
                    assertThat(Rows.ids(hits)).hasSize(K);
                }
            } finally {
                writer.join();
            }
            var result = index.search(VECTORS[0], settings(filter));
            assertThat(result.explanation().passing()).isEqualTo(250);
        }
    }

    @Test
    void filtersWorkOnFiles(@TempDir Path folder) throws IOException {
        var file = folder.resolve("rows.hnsw");
        INDEX.save(file);
        try (var index = HnswIndex.open(file)) {
            var few = IdSet.range(50, 59);
            assertThat(index.search(VECTORS[1], settings(RowFilter.of(few))).hits())
                    .isEqualTo(exact(index, VECTORS[1], K, few::contains));
            var half = share(.5);
            assertThat(recall(index, half, settings(RowFilter.matching(half))))
                    .isGreaterThanOrEqualTo(.95);
        }
    }

    @Test
    void withoutAFilterTheTwoFormsAgree() {
        for (int i = 0; i < 20; i++) {
            var result = INDEX.search(VECTORS[i], SearchSettings.of(K, EfSearch.of(40)));
            assertThat(result.hits()).isEqualTo(INDEX.search(VECTORS[i], K, 40));
            assertThat(result.hits().getFirst().score()).isCloseTo(1f, within(1e-3f));
            assertThat(result.explanation().regime()).isEqualTo(Regime.PLAIN);
            assertThat(result.explanation().passing()).isEqualTo(ROWS);
        }
    }
}
