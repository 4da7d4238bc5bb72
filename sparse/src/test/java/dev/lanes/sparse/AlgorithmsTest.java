package dev.lanes.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanes.kernels.Backend;
import dev.lanes.kernels.Kernels;
import dev.lanes.vector.IdSet;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every algorithm returns what the exhaustive one in plain Java returns, ids and scores to the
/// bit, in Java and in C. The seed of a failure is in its message; `-Dlanes.test.seed=N` begins
/// with it, `-Dlanes.soak=N` tries N corpora.
class AlgorithmsTest {
    private static final int CORPORA = Integer.getInteger("lanes.soak", 12);
    private static final SparseSettings SETTINGS = SparseSettings.of();

    @ParameterizedTest
    @EnumSource(names = {"SCALAR", "NATIVE"})
    void equalTheExhaustiveOne(Backend backend) {
        var kernels = kernels(backend);
        long first = Long.getLong("lanes.test.seed", System.nanoTime());
        for (long seed = first; seed < first + CORPORA; seed++) {
            var random = new Random(seed);
            int vocabulary = new int[] {5, 300, 5000, 80_000}[random.nextInt(4)];
            int count =
                    new int[] {0, 1, 17, 500, 3000, 70_000}[random.nextInt(CORPORA < 3 ? 5 : 6)];
            var settings =
                    SETTINGS.withWeights(
                                    random.nextBoolean()
                                            ? WeightEncoding.FLOAT16
                                            : WeightEncoding.FLOAT32)
                            .withStorage(Rows.storage(random));
            var rows = Rows.rows(random, count, vocabulary);
            try (var oracle =
                            SparseIndex.build(
                                    rows.iterator(), settings, Kernels.of(Backend.SCALAR));
                    var index = SparseIndex.build(rows.iterator(), settings, kernels)) {
                for (int i = 0; i < 12; i++) {
                    var query = query(random, rows, vocabulary);
                    var search = SparseSearchSettings.of(new int[] {1, 10, 1000}[i % 3]);
                    if (i % 4 == 3) {
                        search = search.withFilter(filter(random, count));
                    }
                    compare(oracle, index, query, search, "lanes.test.seed=" + seed);
                }
            }
        }
    }

    /// The kernels of a backend, or none of the test where it cannot run; that it can where it must
    /// is tested in `kernels`.
    private static Kernels kernels(Backend backend) {
        try {
            return Kernels.of(backend);
        } catch (IllegalStateException e) {
            return abort(e.getMessage());
        }
    }

    private static SparseVector query(Random random, List<SparseRow> rows, int vocabulary) {
        return rows.isEmpty() || random.nextBoolean()
                ? Rows.vector(random, random.nextInt(301), vocabulary + 10)
                : rows.get(random.nextInt(rows.size())).vector();
    }

    private static IdSet filter(Random random, int count) {
        double part = random.nextBoolean() ? 0.4 : 0.01;
        return IdSet.of(
                LongStream.range(0, count + 5)
                        .filter(_ -> random.nextDouble() < part)
                        .map(row -> Rows.id((int) row)));
    }

    private static void compare(
            SparseIndex oracle,
            SparseIndex index,
            SparseVector query,
            SparseSearchSettings search,
            String where) {
        var expected = oracle.search(query, search.withAlgorithm(Algorithm.EXHAUSTIVE)).hits();
        for (var algorithm : Algorithm.values()) {
            if (!algorithm.isExact()) {
                continue;
            }
            var result = index.search(query, search.withAlgorithm(algorithm));
            assertThat(result.hits())
                    .as("%s %s k %d, %s", where, algorithm, search.k(), query)
                    .isEqualTo(expected);
            if (index.settings().storage() == RowStorage.LISTS_ONLY) {
                assertThat(result.explanation().work().rows()).isZero();
            } else if (algorithm != Algorithm.AUTO) {
                assertThat(result.explanation().algorithm()).isEqualTo(algorithm);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void equalTheExhaustiveOneOnRealRows(RowStorage storage) throws IOException {
        var settings = SETTINGS.withStorage(storage);
        var data = System.getProperty("lanes.data", System.getenv().getOrDefault("LANES_DATA", ""));
        assumeTrue(!data.isEmpty(), "needs splade-pp-ed: neither lanes.data nor LANES_DATA is set");
        var all = RealRows.read(data);
        var queries = Stream.iterate(0, i -> i < all.size(), i -> i + 1500).map(all::get).toList();
        var rows =
                Stream.iterate(0, i -> i < all.size(), i -> i + 1)
                        .filter(i -> i % 1500 != 0)
                        .map(i -> new SparseRow(i, all.get(i)))
                        .toList();
        try (var index = SparseIndex.build(rows.iterator(), settings, kernels(Backend.NATIVE));
                var plain =
                        SparseIndex.build(rows.iterator(), settings, Kernels.of(Backend.SCALAR))) {
            for (var query : queries) {
                for (int k : new int[] {1, 10, 1000}) {
                    compare(plain, index, query, SparseSearchSettings.of(k), "splade-pp-ed");
                }
            }
            var evens = IdSet.of(LongStream.range(0, all.size()).filter(id -> id % 2 == 0));
            var search = SparseSearchSettings.of(10).withFilter(evens);
            compare(plain, index, queries.getFirst(), search, "even ids of splade-pp-ed");
            compare(index, plain, queries.getFirst(), search, "even ids of splade-pp-ed");
            double most =
                    switch (storage) {
                        case PLAIN -> 6.5;
                        case LISTS_ONLY -> 3.5;
                    };
            assertThat((double) index.bytes() / postings(rows)).isLessThan(most);
            if (storage != RowStorage.LISTS_ONLY) {
                assertThat(index.search(queries.getFirst(), search).explanation().algorithm())
                        .isEqualTo(Algorithm.BMP);
            }
        }
    }

    /// Every storage has the same rows under the same weights; scores may differ in the last bit.
    @ParameterizedTest
    @EnumSource
    void storagesAgree(RowStorage storage) {
        long first = Long.getLong("lanes.test.seed", System.nanoTime());
        for (long seed = first; seed < first + CORPORA; seed++) {
            var random = new Random(seed);
            int vocabulary = new int[] {5, 300, 80_000}[random.nextInt(3)];
            var rows = Rows.rows(random, 1 + random.nextInt(20_000), vocabulary);
            try (var plain = SparseIndex.build(rows.iterator(), SETTINGS);
                    var index = SparseIndex.build(rows.iterator(), SETTINGS.withStorage(storage))) {
                for (int i = 0; i < 5; i++) {
                    var search = SparseSearchSettings.of(100);
                    var query = query(random, rows, vocabulary);
                    var expected = plain.search(query, search).hits();
                    var hits = index.search(query, search).hits();
                    var where = "lanes.test.seed=%d %s".formatted(seed, query);
                    assertThat(hits).as(where).hasSameSizeAs(expected);
                    for (int j = 0; j < hits.size(); j++) {
                        float score = expected.get(j).score();
                        assertThat(hits.get(j).score())
                                .as(where)
                                .isCloseTo(score, within(2 * Math.ulp(score)));
                    }
                }
                for (int i = 0; i < 10; i++) {
                    long id = rows.get(random.nextInt(rows.size())).id();
                    assertThat(index.get(id))
                            .as("lanes.test.seed=" + seed)
                            .isEqualTo(plain.get(id));
                }
            }
        }
    }

    private static long postings(List<SparseRow> rows) {
        return rows.stream().mapToLong(row -> row.vector().size()).sum();
    }
}
