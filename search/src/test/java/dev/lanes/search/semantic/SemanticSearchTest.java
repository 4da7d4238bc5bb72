package dev.lanes.search.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.ExactSearch;
import dev.lanes.kernels.ExactSettings;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The oracle compares every query with every row in double.
class SemanticSearchTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final OffHeap memory = OffHeap.forOwner("test");
    private final RowSource source = new RowSource(random, memory);

    @AfterEach
    void close() {
        memory.close();
    }

    private static ScoreFunction by(Similarity similarity) {
        return switch (similarity) {
            case COSINE -> ScoreFunction.cosine();
            case DOT -> ScoreFunction.dot();
            case EUCLIDEAN -> ScoreFunction.euclidean();
        };
    }

    /// Whole numbers have exact scores, so the order must be the oracle's to the last tie.
    @ParameterizedTest
    @EnumSource(
            value = Similarity.class,
            names = {"DOT", "EUCLIDEAN"})
    void findsWhatTheOracleFinds(Similarity similarity) {
        for (int turn = 0; turn < 30; turn++) {
            int dimension = 1 + random.nextInt(20);
            var corpus = source.whole(1 + random.nextInt(300), dimension);
            var queries = source.whole(random.nextInt(20), dimension);
            int k = 1 + random.nextInt(20);
            var settings =
                    SemanticSettings.of(k)
                            .withScore(by(similarity))
                            .withChunks(1 + random.nextInt(10), 1 + random.nextInt(400));

            var found = SemanticSearch.search(queries, corpus, settings);

            assertThat(found).as("seed %d", seed).hasSize(queries.length);
            for (int i = 0; i < queries.length; i++) {
                assertThat(found.get(i))
                        .as("seed %d, query %d, %s", seed, i, settings)
                        .isEqualTo(oracle(similarity, queries[i], corpus, k));
            }
        }
    }

    private static List<Hit> oracle(Similarity similarity, float[] query, float[][] corpus, int k) {
        var hits = new ArrayList<Hit>();
        for (int row = 0; row < corpus.length; row++) {
            hits.add(new Hit(row, (float) RowSource.score(similarity, query, corpus[row])));
        }
        // Sorting is stable: of equal scores the smaller number stays first.
        hits.sort(Comparator.comparing(Hit::score, Comparator.reverseOrder()));
        return hits.subList(0, Math.min(k, hits.size()));
    }

    @Test
    void theCosineIsTheDefaultAndDoesNotDependOnLengths() {
        var corpus = source.clustered(200, 24, 5);
        var queries = source.clustered(10, 24, 3);

        var found = SemanticSearch.search(queries, corpus, 200);

        for (int i = 0; i < queries.length; i++) {
            float[] query = queries[i];
            assertThat(found.get(i)).as("seed %d", seed).hasSize(200);
            double last = 1;
            for (Hit hit : found.get(i)) {
                double expected = RowSource.score(Similarity.COSINE, query, corpus[(int) hit.id()]);
                assertThat((double) hit.score())
                        .as("seed %d", seed)
                        .isCloseTo(expected, within(1e-6));
                assertThat((double) hit.score()).as("seed %d", seed).isLessThanOrEqualTo(last);
                last = hit.score();
            }
            for (var row : corpus) {
                for (int j = 0; j < row.length; j++) {
                    row[j] *= 2;
                }
            }
        }
        assertThat(SemanticSearch.search(queries, corpus, 200))
                .as("seed %d: twice as long, to the power of 10", seed)
                .isEqualTo(found);
    }

    @Test
    void chunksAndThreadsChangeNothing() {
        var corpus = source.clustered(3000, 40, 9);
        var queries = source.clustered(70, 40, 9);
        var expected = SemanticSearch.search(queries, corpus, 12);
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (int tasks : new int[] {1, 2, 8}) {
                var settings =
                        SemanticSettings.of(12)
                                .withChunks(1 + random.nextInt(70), 1 + random.nextInt(500))
                                .with(Execution.of(threads, tasks));
                assertThat(SemanticSearch.search(queries, corpus, settings))
                        .as("seed %d, %s", seed, settings)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aMatrixIsSearchedInItsOwnEncoding() {
        var rows = source.clustered(500, 32, 4);
        var codec =
                Codec.train(Encoding.INT8, new RowFormat(32, Similarity.EUCLIDEAN), List.of(rows));
        var matrix = VectorMatrix.create(codec, memory, Kernels.best());
        for (var row : rows) {
            matrix.add(row);
        }
        var queries = source.clustered(9, 32, 2);

        assertThat(SemanticSearch.search(queries, matrix, SemanticSettings.of(7)))
                .as("seed %d", seed)
                .isEqualTo(ExactSearch.of(matrix, ExactSettings.of(7)).search(queries));
        assertThatThrownBy(() ->
                        SemanticSearch.search(
                                queries,
                                matrix,
                                SemanticSettings.of(7).withScore(ScoreFunction.dot())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "score must be by EUCLIDEAN, as the rows of the matrix are stored, but was"
                                + " by DOT");
    }

    @Test
    void aFunctionOfTheCallersIsFollowed() {
        var corpus = source.whole(400, 6);
        var queries = source.whole(11, 6);
        // Manhattan distance, to rows of positive values only.
        ScoreFunction manhattan =
                ScoreFunction.of((query, row) -> row[0] < 0 ? Float.NaN : -distance(query, row));
        var settings = SemanticSettings.of(400).withScore(manhattan).withChunks(3, 50);

        var found = SemanticSearch.search(queries, corpus, settings);

        for (int i = 0; i < queries.length; i++) {
            var expected = new ArrayList<Hit>();
            for (int row = 0; row < corpus.length; row++) {
                if (corpus[row][0] >= 0) {
                    expected.add(new Hit(row, -distance(queries[i], corpus[row])));
                }
            }
            expected.sort(Comparator.comparing(Hit::score, Comparator.reverseOrder()));
            assertThat(found.get(i)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static float distance(float[] a, float[] b) {
        float distance = 0;
        for (int i = 0; i < a.length; i++) {
            distance += Math.abs(a[i] - b[i]);
        }
        return distance;
    }

    @Test
    void nothingInNothingIsNothing() {
        assertThat(SemanticSearch.search(new float[0][], source.whole(3, 2), 1)).isEmpty();
        assertThat(SemanticSearch.search(source.whole(2, 3), new float[0][], 1))
                .containsExactly(List.of(), List.of());
        var empty = source.matrix(new float[0][], 3, Similarity.DOT);
        assertThat(SemanticSearch.search(source.whole(2, 3), empty, SemanticSettings.of(4)))
                .containsExactly(List.of(), List.of());
    }

    @Test
    void refusesWhatIsNoRowOrQuery() {
        float[][] rows = {{1, 2}, {3, 4}};
        assertThatThrownBy(() -> SemanticSearch.search(rows, new float[][] {{1, 2}, {3}}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 1 of the corpus: vector must have dimension 2 but had 1");
        assertThatThrownBy(() -> SemanticSearch.search(rows, new float[][] {{1, Float.NaN}}, 1))
                .hasMessage(
                        "row 0 of the corpus: vector must have finite values but value 1 was NaN");
        assertThatThrownBy(() -> SemanticSearch.search(rows, new float[][] {{}}, 1))
                .hasMessage("dimension must be in 1..4096 but was 0");
        assertThatThrownBy(() -> SemanticSearch.search(new float[][] {{1, 2}, {1, 2, 3}}, rows, 1))
                .hasMessage("query 1: vector must have dimension 2 but had 3");
        float[] infinite = {Float.POSITIVE_INFINITY, 2};
        assertThatThrownBy(() -> SemanticSearch.search(new float[][] {infinite}, rows, 1))
                .hasMessage("query 0: vector must have finite values but value 0 was Infinity");
        assertThatThrownBy(() -> SemanticSearch.search(rows, rows, 0))
                .hasMessage("k must be in 1..100000 but was 0");
        var settings = SemanticSettings.of(1);
        assertThatThrownBy(() -> settings.withChunks(0, 1))
                .hasMessage("queryChunk must be in 1..1024 but was 0");
        assertThatThrownBy(() -> settings.withChunks(1, 0))
                .hasMessage("corpusChunk must be in 1..2147483647 but was 0");
        assertThatThrownBy(() -> Execution.of(Runnable::run, 0))
                .hasMessage("tasks must be at least 1 but were 0");
    }

    @Test
    void aClosedMatrixIsSaidSo() {
        var own = OffHeap.forOwner("rows of this test");
        var matrix = VectorMatrix.create(new RowFormat(2, Similarity.DOT), own, Kernels.best());
        matrix.add(new float[] {1, 2});
        own.close();
        var queries = source.whole(2, 2);
        assertThatThrownBy(() -> SemanticSearch.search(queries, matrix, SemanticSettings.of(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void progressCountsEveryComparison() {
        var reports = new ArrayList<List<Long>>();
        var settings =
                SemanticSettings.of(3)
                        .withChunks(4, 10)
                        .with(
                                Execution.alone()
                                        .withProgress(
                                                (done, of) -> reports.add(List.of(done, of))));
        SemanticSearch.search(source.whole(10, 5), source.whole(30, 5), settings);
        assertThat(reports)
                .containsExactly(List.of(120L, 300L), List.of(240L, 300L), List.of(300L, 300L));
    }

    @Test
    void whoCancelsIsHeardBetweenChunks() {
        var asked = new AtomicInteger();
        var settings =
                SemanticSettings.of(3)
                        .withChunks(4, 10)
                        .with(
                                Execution.alone()
                                        .withCancellation(() -> asked.incrementAndGet() > 6));
        var queries = source.whole(10, 5);
        var corpus = source.whole(30, 5);
        assertThatThrownBy(() -> SemanticSearch.search(queries, corpus, settings))
                .isInstanceOf(CancellationException.class)
                .hasMessage("cancelled when 120 of 300 comparisons were done");
    }

    @Test
    void anInterruptedThreadEndsItsSearch() {
        var rows = source.whole(3, 5);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> SemanticSearch.search(rows, rows, 1))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
