package dev.lanes.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.lanes.kernels.Backend;
import dev.lanes.kernels.Kernels;
import dev.lanes.vector.Hit;
import dev.lanes.vector.IdSet;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Seismic finds most of what the exact algorithms find, with their scores, and the same in Java as
/// in C.
class SeismicTest {
    private static final long SEED = 11;
    private static final int ROWS = 4000;
    private static final int VOCABULARY = 2000;
    private static final SparseSearchSettings EXACT = SparseSearchSettings.of(10);
    private static final SparseSearchSettings SEISMIC = EXACT.withAlgorithm(Algorithm.SEISMIC);

    private final List<SparseRow> rows = Rows.rows(new Random(SEED), ROWS, VOCABULARY);
    private final List<SparseVector> queries =
            IntStream.range(0, 50)
                    .mapToObj(i -> Rows.vector(new Random(SEED + i), 40, VOCABULARY + 50))
                    .toList();

    private static SparseSettings settings(SeismicSettings seismic) {
        return SparseSettings.of().withSeismic(seismic.withApproximateThreshold(0));
    }

    private static Kernels kernels(Backend backend) {
        try {
            return Kernels.of(backend);
        } catch (IllegalStateException e) {
            return abort(e.getMessage());
        }
    }

    private SparseIndex index(SeismicSettings seismic, Backend backend) {
        return SparseIndex.build(rows.iterator(), settings(seismic), kernels(backend));
    }

    private double recall(SparseIndex index, SparseSearchSettings search) {
        int found = 0;
        int wanted = 0;
        for (var query : queries) {
            var exact = new HashSet<>(index.search(query, EXACT).hits());
            var hits = index.search(query, search).hits();
            // A hit is an id and its score: both must be right to count.
            found += (int) hits.stream().filter(exact::contains).count();
            wanted += exact.size();
            assertScores(index, query, hits);
        }
        return (double) found / wanted;
    }

    private static void assertScores(SparseIndex index, SparseVector query, List<Hit> hits) {
        var every = EXACT.withK(ROWS).withAlgorithm(Algorithm.EXHAUSTIVE);
        assertThat(index.search(query, every).hits()).as("query %s", query).containsAll(hits);
    }

    @ParameterizedTest
    @EnumSource(names = {"SCALAR", "NATIVE"})
    void findsMoreTheDeeperItLooks(Backend backend) {
        try (var index = index(SeismicSettings.openSearch(), backend)) {
            double shallow = recall(index, SEISMIC.withSeismic(new SeismicSearch(3, 0.7)));
            double plain = recall(index, SEISMIC);
            double deep = recall(index, SEISMIC.withSeismic(new SeismicSearch(40, 2)));
            assertThat(List.of(shallow, plain, deep)).as("seed %d", SEED).isSorted();
            assertThat(plain).as("seed %d", SEED).isGreaterThan(.6);
            assertThat(deep).as("seed %d", SEED).isGreaterThan(.9);
            assertThat(shallow).as("seed %d", SEED).isLessThan(.9);
        }
    }

    @Test
    void findsAllWhereNothingIsPruned() {
        var whole =
                SeismicSettings.openSearch()
                        .withClusters(
                                SeismicClusters.of().withPostings(ROWS).withSummaryPruneRatio(1));
        try (var index = index(whole, Backend.SCALAR)) {
            // Codes are rounded to the nearest, by at most half of a 255th of the largest.
            var search = SEISMIC.withSeismic(new SeismicSearch(100, 1.1));
            assertThat(recall(index, search)).as("seed %d", SEED).isEqualTo(1);
        }
    }

    @Test
    void findsNearlyAllBySmallClusters() {
        try (var index = index(SeismicSettings.of(), Backend.SCALAR)) {
            var deep = SEISMIC.withSeismic(new SeismicSearch(40, 2));
            assertThat(recall(index, deep)).as("seed %d", SEED).isGreaterThan(.9);
            assertThat(recall(index, SEISMIC)).as("seed %d", SEED).isLessThan(.999);
        }
    }

    @Test
    void findsMoreByNeighbours() {
        var shallow = SEISMIC.withSeismic(new SeismicSearch(2, .5));
        try (var without = index(SeismicSettings.openSearch(), Backend.SCALAR);
                var plain = index(SeismicSettings.openSearch().withNeighbours(5), Backend.SCALAR);
                var inC = index(SeismicSettings.openSearch().withNeighbours(5), Backend.NATIVE)) {
            assertThat(recall(plain, shallow))
                    .as("seed %d", SEED)
                    .isGreaterThan(recall(without, shallow) + .02);
            for (var query : queries) {
                var found = plain.search(query, shallow).hits();
                assertThat(inC.search(query, shallow).hits())
                        .as("seed %d, %s", SEED, query)
                        .isEqualTo(found);
                plain.delete(found.getFirst().id());
                inC.delete(found.getFirst().id());
                assertThat(plain.search(query, shallow).hits())
                        .as("seed %d, %s", SEED, query)
                        .doesNotContain(found.getFirst());
            }
        }
    }

    @Test
    void findsTheSameInC() {
        try (var plain = index(SeismicSettings.openSearch(), Backend.SCALAR);
                var inC = index(SeismicSettings.openSearch(), Backend.NATIVE)) {
            for (var query : queries) {
                assertThat(inC.search(query, SEISMIC).hits())
                        .as("seed %d, %s", SEED, query)
                        .isEqualTo(plain.search(query, SEISMIC).hits());
            }
        }
    }

    @Test
    void findsOnlyWhatPasses() {
        try (var index = index(SeismicSettings.openSearch(), Backend.SCALAR)) {
            var some = IdSet.of(LongStream.range(0, ROWS / 3).map(row -> Rows.id((int) row)));
            for (var query : queries) {
                var result = index.search(query, SEISMIC.withFilter(some));
                assertThat(result.hits()).as("seed %d", SEED).hasSize(10);
                assertThat(result.hits()).allMatch(hit -> some.contains(hit.id()));
                assertThat(result.explanation().algorithm()).isEqualTo(Algorithm.SEISMIC);
            }
        }
    }

    @Test
    void searchesSmallSegmentsExactly() {
        var settings =
                SparseSettings.of()
                        .withSeismic(
                                SeismicSettings.openSearch().withApproximateThreshold(ROWS + 1));
        try (var index = SparseIndex.build(rows.iterator(), settings)) {
            long before = index.bytes();
            var result = index.search(queries.getFirst(), SEISMIC);
            assertThat(result.hits()).isEqualTo(index.search(queries.getFirst(), EXACT).hits());
            assertThat(result.explanation().algorithm()).isNotEqualTo(Algorithm.SEISMIC);
            assertThat(index.bytes()).isEqualTo(before);
        }
    }

    @Test
    void clustersWhenItIsTold(@TempDir Path folder) throws IOException {
        var atSealing = SeismicSettings.openSearch().withBuild(SeismicSettings.Build.AT_SEALING);
        try (var lazy = index(SeismicSettings.openSearch(), Backend.SCALAR);
                var eager = index(atSealing, Backend.SCALAR)) {
            long before = lazy.bytes();
            assertThat(eager.bytes()).isGreaterThan(before);
            lazy.search(queries.getFirst(), SEISMIC);
            assertThat(lazy.bytes()).isEqualTo(eager.bytes());
            eager.save(folder.resolve("index"));
            try (var opened = SparseIndex.open(folder.resolve("index"))) {
                assertThat(opened.settings()).isEqualTo(eager.settings());
                assertThat(opened.search(queries.getFirst(), SEISMIC).hits())
                        .isEqualTo(eager.search(queries.getFirst(), SEISMIC).hits());
            }
        }
    }

    @Test
    void findsByTheSmallestWeights() {
        try (var index = index(SeismicSettings.openSearch(), Backend.SCALAR)) {
            for (float weight : new float[] {1e-36f, 1e-38f, 1e-40f}) {
                var hits = index.search(Rows.of(1, weight, 2, weight), SEISMIC).hits();
                assertThat(hits).as("weight %s", weight).hasSize(10);
            }
        }
    }

    @Test
    void findsNothingWhereNothingIs() {
        try (var empty =
                SparseIndex.build(
                        List.<SparseRow>of().iterator(), settings(SeismicSettings.openSearch()))) {
            assertThat(empty.search(queries.getFirst(), SEISMIC).hits()).isEmpty();
        }
        try (var index = index(SeismicSettings.openSearch(), Backend.SCALAR)) {
            assertThat(index.search(Rows.of(), SEISMIC).hits()).isEmpty();
            assertThat(index.search(Rows.of(VOCABULARY + 9, 1), SEISMIC).hits()).isEmpty();
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> SeismicSettings.openSearch().withNeighbours(1001))
                .hasMessage("neighbours must be in 0..1000 but were 1001");
        assertThatThrownBy(() -> SeismicClusters.of().withPostings(-2))
                .hasMessage("postings must be in -1..1000000 but were -2");
        assertThatThrownBy(() -> SeismicClusters.of().withRatio(0))
                .hasMessage("cluster ratio must be above 0 and at most 1 but was 0.0");
        assertThatThrownBy(() -> SeismicClusters.of().withSummaryPruneRatio(Double.NaN))
                .hasMessage("summary prune ratio must be above 0 and at most 1 but was NaN");
        assertThatThrownBy(() -> SeismicSettings.openSearch().withApproximateThreshold(-1))
                .hasMessage("approximate threshold must be at least 0 but was -1");
        assertThatThrownBy(() -> new SeismicSearch(0, 1))
                .hasMessage("cut must be at least 1 but was 0");
        assertThatThrownBy(() -> new SeismicSearch(1, Double.POSITIVE_INFINITY))
                .hasMessage("heap factor must be above 0 and finite but was Infinity");
    }
}
