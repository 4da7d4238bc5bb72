package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.index;
import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.memory.CorruptFileException;
import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecallTest {
    private static final int K = 10;
    private static final double[] TARGETS = {.8, .9, .95, .99};
    private static final HnswSettings SETTINGS = settings(Similarity.EUCLIDEAN, 12, 100);

    @TempDir Path folder;

    /// What queries that nobody knew find: the mean, and its standard error.
    private record Found(double recall, double error) {}

    private interface Search {
        List<Hit> of(float[] query);
    }

    private static Found found(HnswIndex index, float[][] queries, Search search) {
        double sum = 0;
        double squares = 0;
        for (var query : queries) {
            float worst = index.searchExact(query, K).getLast().score();
            double share =
                    search.of(query).stream().filter(hit -> hit.score() >= worst).count()
                            / (double) K;
            sum += share;
            squares += share * share;
        }
        double mean = sum / queries.length;
        return new Found(
                mean,
                Math.sqrt(Math.max(0, squares / queries.length - mean * mean) / queries.length));
    }

    private static float[][] uniform(int count, int dimension, long seed) {
        var random = new Random(seed);
        var rows = new float[count][dimension];
        for (var row : rows) {
            for (int i = 0; i < dimension; i++) {
                row[i] = random.nextFloat();
            }
        }
        return rows;
    }

    /// The first rows of a set are indexed, the others are queries of the same kind.
    private static float[][] rows(String kind, int count, int dimension, long seed) {
        return kind.equals("clustered")
                ? Rows.clustered(count, dimension, seed)
                : uniform(count, dimension, seed);
    }

    /// The sample promises that recall falls short by no more than .005; the mean over the queries
    /// here has an error of its own, of which three times the standard error is allowed.
    @ParameterizedTest
    @CsvSource({"clustered, 2", "clustered, 24", "uniform, 2", "uniform, 8", "uniform, 24"})
    void queriesThatNobodyKnewFindTheShare(String kind, int dimension) {
        long seed = 41;
        var all = rows(kind, 4500, dimension, seed);
        var queries = Arrays.copyOfRange(all, 4000, all.length);
        try (var index = index(Arrays.copyOf(all, 4000), SETTINGS)) {
            for (double target : TARGETS) {
                assertReached(index, queries, target, kind + " seed " + seed);
            }
        }
    }

    private static void assertReached(
            HnswIndex index, float[][] queries, double target, String what) {
        var recall = Recall.atLeast(target);
        var found = found(index, queries, query -> index.search(query, K, recall));
        assertThat(found.recall())
                .as("%s, target %s", what, target)
                .isGreaterThanOrEqualTo(target - .005 - 3 * found.error());
    }

    /// Whoever always took the widest beam would reach every target: what is found may not be more
    /// than with half as many candidates again as the target needs.
    @Test
    void noMoreIsDoneThanIsNeeded() {
        long seed = 44;
        var all = uniform(5000, 24, seed);
        var queries = Arrays.copyOfRange(all, 4000, all.length);
        try (var index = index(Arrays.copyOf(all, 4000), SETTINGS)) {
            for (double target : TARGETS) {
                int needed = K;
                while (recall(index, queries, needed) < target) {
                    needed++;
                }
                var recall = Recall.atLeast(target);
                var found = found(index, queries, query -> index.search(query, K, recall));
                assertThat(found.recall())
                        .as("target %s, seed %d", target, seed)
                        .isLessThanOrEqualTo(recall(index, queries, needed * 3 / 2));
            }
        }
    }

    private static double recall(HnswIndex index, float[][] queries, int efSearch) {
        return found(index, queries, query -> index.search(query, K, efSearch)).recall();
    }

    /// Easy rows first, so that a narrow beam is enough, then hard ones.
    @Test
    void muchChangeIsMeasuredAgain() {
        long seed = 45;
        try (var index = HnswIndex.create(24, SETTINGS)) {
            var easy = uniform(1000, 24, seed);
            for (int i = 0; i < easy.length; i++) {
                Arrays.fill(easy[i], 2, 24, 0);
                index.add(i, easy[i]);
            }
            index.search(easy[0], K, Recall.atLeast(.99));
            var all = uniform(4400, 24, seed + 1);
            for (int i = 0; i < 4000; i++) {
                index.upsert(i, all[i]);
            }
            for (int i = 0; i < 4000; i += 9) {
                index.delete(i);
            }
            var queries = Arrays.copyOfRange(all, 4000, all.length);
            for (double target : TARGETS) {
                assertReached(index, queries, target, "seed " + seed);
            }
        }
    }

    /// With queries of the caller that are rows of the index, a narrow beam seems enough: measured
    /// by rows again, the hits would be others.
    @Test
    void whatWasMeasuredIsKeptWithTheIndex() throws IOException {
        long seed = 46;
        var rows = uniform(3000, 16, seed);
        var file = folder.resolve("graph");
        var recall = Recall.atLeast(.9);
        try (var built = index(rows, SETTINGS)) {
            built.search(rows[0], K, recall);
            var measured = hits(built, rows, recall);
            var far = uniform(100, 16, seed + 1);
            for (var query : far) {
                query[0] += 3;
            }
            built.calibrate(List.of(far));
            var told = hits(built, rows, recall);
            assertThat(told).as("seed %d", seed).isNotEqualTo(measured);
            built.calibrate();
            assertThat(hits(built, rows, recall)).isEqualTo(told);
            built.save(file);
            HnswFiles.verify(file);
            try (var opened = HnswIndex.open(file);
                    var loaded = HnswIndex.load(file)) {
                assertThat(hits(opened, rows, recall)).isEqualTo(told);
                assertThat(hits(loaded, rows, recall)).isEqualTo(told);
                opened.save(folder.resolve("copy"));
                loaded.calibrate();
                assertThat(hits(loaded, rows, recall)).isEqualTo(told);
            }
            assertThat(folder.resolve("copy")).hasSameBinaryContentAs(file);
        }
    }

    private static List<List<Hit>> hits(HnswIndex index, float[][] queries, Recall recall) {
        return IntStream.range(0, 200).mapToObj(i -> index.search(queries[i], K, recall)).toList();
    }

    @Test
    void everyFlippedBitIsNoticedOrHarmless() throws IOException {
        var file = folder.resolve("graph");
        var rows = Rows.clustered(100, 3, 47);
        long before;
        try (var built = index(rows, SETTINGS)) {
            built.save(file);
            before = Files.size(file);
            built.calibrate(List.of(Arrays.copyOf(rows, 40)));
            built.save(file);
        }
        var good = Files.readAllBytes(file);
        for (int at = (int) before; at < good.length; at += 3) {
            var bad = good.clone();
            bad[at] ^= (byte) (1 << at % 8);
            Files.write(file, bad);
            assertThatThrownBy(() -> HnswFiles.verify(file))
                    .isInstanceOf(CorruptFileException.class);
            try (var opened = HnswIndex.open(file)) {
                assertThat(opened.search(rows[0], K, Recall.atLeast(.9))).hasSize(K);
            } catch (CorruptFileException e) {
                assertThat(e).hasMessageContaining(file.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1, 1.5, Double.NaN})
    void aTargetOutOfRangeIsRefused(double target) {
        assertThatThrownBy(() -> Recall.atLeast(target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be above 0 and below 1 but was " + target);
    }

    @Test
    void badQueriesAreRefused() {
        try (var index = index(Rows.clustered(100, 3, 48), SETTINGS)) {
            assertThatThrownBy(() -> index.search(new float[3], 0, Recall.atLeast(.9)))
                    .hasMessage("k must be at least 1 but was 0");
            assertThatThrownBy(() -> index.search(new float[4], 1, Recall.atLeast(.9)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> index.calibrate(List.of(new float[3])))
                    .hasMessage("queries must be at least 32 but were 1");
            assertThatThrownBy(() -> index.calibrate(List.of(new float[50][4])))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 9, 10, 11, 12, 64, 65, 66, 100})
    void smallIndexesGiveWhatTheyHave(int size) {
        try (var index = HnswIndex.create(3, settings(Similarity.COSINE, 2, 8))) {
            var rows = Rows.clustered(100, 3, 49);
            for (int i = 0; i < size; i++) {
                index.add(i, rows[i]);
            }
            for (int k : new int[] {1, K, 64, 5000}) {
                assertThat(index.search(rows[0], k, Recall.atLeast(.999)))
                        .hasSize(Math.min(k, size));
            }
            index.calibrate();
        }
    }

    @Test
    void rowsThatAreAllEqualAreFound() {
        try (var index = HnswIndex.create(3, SETTINGS)) {
            for (int i = 0; i < 500; i++) {
                index.add(i, new float[] {1, 2, 3});
            }
            var hits = index.search(new float[] {1, 2, 3}, K, Recall.atLeast(.99));
            assertThat(hits).hasSize(K).allMatch(hit -> hit.score() == 1);
        }
    }

    @Test
    void threadsThatAskFirstWaitForOneMeasurement() {
        var rows = uniform(3000, 16, 50);
        try (var index = index(rows, SETTINGS)) {
            var recall = Recall.atLeast(.9);
            var together =
                    IntStream.range(0, 200)
                            .parallel()
                            .mapToObj(i -> index.search(rows[i], K, recall))
                            .toList();
            assertThat(together).isEqualTo(hits(index, rows, recall));
        }
    }

    @Test
    void settingsTakeARecallToo() {
        var rows = uniform(1000, 16, 52);
        try (var index = index(rows, SETTINGS)) {
            var recall = Recall.atLeast(.9);
            assertThat(index.search(rows[0], SearchSettings.of(K, recall)).hits())
                    .isEqualTo(index.search(rows[0], K, recall));
        }
    }

    /// An interrupted search finds little; that is not taken for the index's recall.
    @Test
    void anInterruptedMeasurementIsForgotten() {
        var all = uniform(3400, 16, 51);
        try (var index = index(Arrays.copyOf(all, 3000), SETTINGS)) {
            Thread.currentThread().interrupt();
            index.search(all[0], K, Recall.atLeast(.9));
            index.calibrate();
            assertThat(Thread.interrupted()).isTrue();
            assertReached(index, Arrays.copyOfRange(all, 3000, 3400), .9, "seed 51");
        }
    }
}
