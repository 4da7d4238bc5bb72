package dev.lanes.search.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The oracle makes a list of all pairs, sorts it and cuts it.
class ParaphraseMiningTest {
    private static final Comparator<SimilarPair> ORDER =
            Comparator.comparing(SimilarPair::score, Comparator.reverseOrder())
                    .thenComparingInt(SimilarPair::first)
                    .thenComparingInt(SimilarPair::second);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final OffHeap memory = OffHeap.forOwner("test");
    private final RowSource source = new RowSource(random, memory);
    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @AfterEach
    void close() {
        threads.close();
        memory.close();
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void givesWhatTheOracleGives(Similarity similarity) {
        for (int turn = 0; turn < 60; turn++) {
            int dimension = 1 + random.nextInt(20);
            var rows =
                    random.nextBoolean()
                            ? source.whole(random.nextInt(150), dimension)
                            : source.clustered(random.nextInt(150), dimension, 4);
            var matrix = source.matrix(rows, dimension, similarity);
            var scores = RowSource.scores(matrix);
            var settings = settings(scores);
            assertThat(SemanticSearch.paraphraseMining(matrix, settings))
                    .as("seed %d, turn %d, %d rows, %s", seed, turn, rows.length, settings)
                    .isEqualTo(oracle(scores, settings));
        }
    }

    private ParaphraseSettings settings(float[][] scores) {
        var settings =
                ParaphraseSettings.of()
                        .withChunks(1 + random.nextInt(40), 1 + random.nextInt(160))
                        .withMaxPairs(1 + random.nextInt(random.nextBoolean() ? 20 : 20_000))
                        .with(Execution.of(threads, 1 + random.nextInt(4)));
        if (scores.length > 0 && random.nextBoolean()) {
            // That of a pair, exactly.
            settings = settings.withMinScore(scores[0][random.nextInt(scores.length)]);
        }
        return random.nextBoolean() ? settings : settings.withTopK(1 + random.nextInt(9));
    }

    private static List<SimilarPair> oracle(float[][] scores, ParaphraseSettings settings) {
        var pairs = new ArrayList<SimilarPair>();
        for (int i = 0; i < scores.length; i++) {
            for (int j = i + 1; j < scores.length; j++) {
                boolean isNear = isNear(scores, i, j, settings) || isNear(scores, j, i, settings);
                if (scores[i][j] >= settings.minScore() && isNear) {
                    pairs.add(new SimilarPair(i, j, scores[i][j]));
                }
            }
        }
        pairs.sort(ORDER);
        return pairs.subList(0, Math.min(pairs.size(), settings.maxPairs()));
    }

    /// Whether fewer than topK rows are closer to a row than another is.
    private static boolean isNear(
            float[][] scores, int row, int other, ParaphraseSettings settings) {
        if (settings.topK().isEmpty()) {
            return true;
        }
        long closer =
                IntStream.range(0, scores.length)
                        .filter(i -> i != row && i != other)
                        .filter(i ->
                                scores[row][i] > scores[row][other]
                                        || (scores[row][i] == scores[row][other] && i < other))
                        .count();
        return closer < settings.topK().getAsInt();
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void scoresAreThoseOfDoubles(Similarity similarity) {
        var rows = source.clustered(200, 33, 5);
        var pairs =
                SemanticSearch.paraphraseMining(
                        source.matrix(rows, 33, similarity), ParaphraseSettings.of());
        assertThat(pairs).hasSize(200 * 199 / 2);
        for (var pair : pairs) {
            double expected = RowSource.score(similarity, rows[pair.first()], rows[pair.second()]);
            assertThat((double) pair.score())
                    .as("seed %d, %s", seed, pair)
                    .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void pairsAreGivenOnceInOrderAndNoRowWithItself() {
        var rows = source.clustered(1500, 16, 30);
        for (var settings :
                List.of(
                        ParaphraseSettings.of().withMaxPairs(4000).withChunks(100, 300),
                        ParaphraseSettings.of().withTopK(5).withChunks(100, 300))) {
            var pairs = SemanticSearch.paraphraseMining(rows, settings);
            assertThat(pairs)
                    .as("seed %d", seed)
                    .hasSizeGreaterThan(1000)
                    .isSortedAccordingTo(ORDER);
            assertThat(pairs).allMatch(pair -> pair.first() < pair.second());
            assertThat(new HashSet<>(pairs)).hasSameSizeAs(pairs);
        }
    }

    /// All pairs are equal, so that only numbers decide.
    @Test
    void ofEqualPairsThoseWithSmallNumbersAreGiven() {
        var rows = new float[500][];
        Arrays.fill(rows, new float[] {1, 2, 3});
        var settings =
                ParaphraseSettings.of()
                        .withMaxPairs(600)
                        .withChunks(7, 50)
                        .with(Execution.of(threads, 4));
        var pairs = SemanticSearch.paraphraseMining(rows, settings);
        assertThat(pairs).hasSize(600);
        for (int i = 0; i < 600; i++) {
            int first = i < 499 ? 0 : 1;
            assertThat(pairs.get(i).first()).isEqualTo(first);
            assertThat(pairs.get(i).second()).isEqualTo(i < 499 ? i + 1 : i - 499 + 2);
        }
    }

    @Test
    void fewerThanTwoRowsMakeNoPair() {
        assertThat(SemanticSearch.paraphraseMining(new float[0][], ParaphraseSettings.of()))
                .isEmpty();
        for (var settings : List.of(ParaphraseSettings.of(), ParaphraseSettings.of().withTopK(3))) {
            assertThat(SemanticSearch.paraphraseMining(source.whole(1, 4), settings)).isEmpty();
        }
    }

    @Test
    void refusesWhatItCannotMine() {
        var settings = ParaphraseSettings.of();
        assertThatThrownBy(() -> settings.withMinScore(Float.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("minScore must be a number but was NaN");
        assertThatThrownBy(() -> settings.withMaxPairs(0))
                .hasMessage("maxPairs must be in 1..100000000 but was 0");
        assertThatThrownBy(() -> settings.withTopK(0))
                .hasMessage("topK must be in 1..100000 but was 0");
        assertThatThrownBy(() -> settings.withChunks(1025, 1))
                .hasMessage("queryChunk must be in 1..1024 but was 1025");
        assertThatThrownBy(() ->
                        SemanticSearch.paraphraseMining(new float[][] {{1}, {Float.NaN}}, settings))
                .hasMessage(
                        "row 1 of the corpus: vector must have finite values but value 0 was NaN");
        var format = new RowFormat(2, Similarity.DOT);
        var coded =
                VectorMatrix.create(
                        Codec.train(Encoding.BINARY, format, List.of(source.whole(9, 2))),
                        memory,
                        Kernels.best());
        coded.add(new float[] {1, 2});
        assertThatThrownBy(() -> SemanticSearch.paraphraseMining(coded, settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stored as FLOAT32 but were BINARY");
    }

    @Test
    void progressCountsEveryPairOnce() {
        var rows = source.whole(97, 4);
        for (var settings : List.of(ParaphraseSettings.of(), ParaphraseSettings.of().withTopK(3))) {
            var last = new AtomicLong();
            var planned = new AtomicLong();
            var execution =
                    Execution.of(threads, 3)
                            .withProgress((done, of) -> {
                                assertThat(done).isGreaterThanOrEqualTo(last.getAndSet(done));
                                planned.set(of);
                            });
            SemanticSearch.paraphraseMining(rows, settings.withChunks(10, 13).with(execution));
            long pairs = settings.topK().isPresent() ? 97 * 96 : 97 * 96 / 2;
            assertThat(last).hasValue(pairs);
            assertThat(planned).hasValue(pairs);
        }
    }

    @Test
    void whoCancelsIsHeardByEveryThread() {
        var done = new AtomicLong();
        var execution =
                Execution.of(threads, 4)
                        .withProgress((compared, _) -> done.set(compared))
                        .withCancellation(() -> done.get() > 1000);
        var rows = source.whole(600, 4);
        var settings = ParaphraseSettings.of().withChunks(10, 10).with(execution);
        assertThatThrownBy(() -> SemanticSearch.paraphraseMining(rows, settings))
                .isInstanceOf(CancellationException.class)
                .hasMessageMatching("cancelled when \\d+ of 179700 comparisons were done");
        assertThat(done.get()).isLessThan(2000);
    }

    @Test
    void whatProgressThrowsReachesTheCaller() {
        var execution =
                Execution.of(threads, 4)
                        .withProgress((_, _) -> {
                            throw new UnsupportedOperationException("not today");
                        });
        var rows = source.whole(600, 4);
        var settings = ParaphraseSettings.of().withChunks(10, 10).with(execution);
        assertThatThrownBy(() -> SemanticSearch.paraphraseMining(rows, settings))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("not today");
    }

    @Test
    void anInterruptedThreadEndsItsWork() {
        var rows = source.whole(50, 4);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> SemanticSearch.paraphraseMining(rows, ParaphraseSettings.of()))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    /// The calling thread does everything.
    @Test
    void aBusyExecutorMakesItSlowerAndNothingWorse() {
        var busy = new CountDownLatch(1);
        for (int i = 0; i < 3; i++) {
            threads.execute(() -> {
                try {
                    busy.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        try {
            var rows = source.whole(80, 4);
            var settings = ParaphraseSettings.of().withChunks(10, 10);
            assertThat(
                            SemanticSearch.paraphraseMining(
                                    rows, settings.with(Execution.of(threads, 3))))
                    .isEqualTo(SemanticSearch.paraphraseMining(rows, settings));
        } finally {
            busy.countDown();
        }
    }

    @Test
    void aClosedMatrixIsSaidSo() {
        var own = OffHeap.forOwner("rows of this test");
        var matrix = VectorMatrix.create(new RowFormat(2, Similarity.DOT), own, Kernels.best());
        matrix.add(new float[] {1, 2});
        matrix.add(new float[] {1, 3});
        own.close();
        assertThatThrownBy(() -> SemanticSearch.paraphraseMining(matrix, ParaphraseSettings.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
