package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.recall;
import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.kernels.Encoding;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkAdditionTest {
    private static final int DIMENSION = 24;
    private static final HnswSettings SETTINGS = settings(Similarity.EUCLIDEAN, 8, 80);

    @TempDir Path folder;
    private final ExecutorService executor = Executors.newFixedThreadPool(4);

    @AfterEach
    void endThreads() throws InterruptedException {
        executor.shutdown();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static List<Row> rows(int count, long seed) {
        var vectors = Rows.clustered(count, DIMENSION, seed);
        return IntStream.range(0, count).mapToObj(i -> new Row(1000 + i, vectors[i])).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void manyThreadsBuildAsGoodAGraphAsOne(int tasks) throws IOException {
        var queries = Rows.clustered(300, DIMENSION, 41);
        var rows = rows(12_000, 41);
        try (var alone = HnswIndex.create(DIMENSION, SETTINGS);
                var index = HnswIndex.create(DIMENSION, SETTINGS)) {
            alone.addAll(rows, BulkSettings.alone());
            assertThat(index.addAll(rows, BulkSettings.of(executor, tasks))).isEqualTo(12_000);
            assertThat(index.size()).isEqualTo(12_000);
            assertThat(index.unreachable()).isZero();
            assertThat(rows).allMatch(row -> index.contains(row.id()));
            index.save(folder.resolve("graph"));
            HnswFiles.verify(folder.resolve("graph"));
            // At smaller efSearch two seeds differ by more than that.
            assertThat(recall(index, queries, 10, 80))
                    .as("recall with %d tasks", tasks)
                    .isGreaterThanOrEqualTo(recall(alone, queries, 10, 80) - .005);
        }
    }

    @Test
    void oneThreadAndOneSeedGiveOneGraph() throws IOException {
        var rows = rows(10_000, 42);
        assertThat(saved(rows)).isEqualTo(saved(rows));
    }

    private byte[] saved(List<Row> rows) throws IOException {
        try (var index = HnswIndex.create(DIMENSION, SETTINGS)) {
            index.addAll(rows, BulkSettings.of(executor, 1));
            index.save(folder.resolve("graph"));
            return Files.readAllBytes(folder.resolve("graph"));
        }
    }

    @Test
    void theEncodingLearnsBeforeTheFirstRow() {
        var encodings = new ConcurrentLinkedQueue<Encoding>();
        try (var index = HnswIndex.create(96, HnswSettings.of(Similarity.COSINE))) {
            var vectors = Rows.clustered(1100, 96, 43);
            var rows = IntStream.range(0, 1100).mapToObj(i -> new Row(i, vectors[i])).toList();
            index.addAll(
                    rows, BulkSettings.alone().withProgress(_ -> encodings.add(index.encoding())));
        }
        assertThat(encodings).containsOnly(Encoding.INT8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aRefusedRowIsNamedAndWhatWasAddedStays(int tasks) {
        var nan = new float[DIMENSION];
        nan[3] = Float.NaN;
        assertRefused(tasks, new Row(5, nan), "with id 5: vector must have finite values");
        assertRefused(tasks, new Row(6, new float[7]), "with id 6: vector must have dimension 24");
        assertRefused(tasks, new Row(1003, new float[DIMENSION]), "with id 1003: id must not be");
    }

    private void assertRefused(int tasks, Row bad, String reason) {
        var rows = new ArrayList<>(rows(3000, 44));
        rows.add(1500, bad);
        try (var index = HnswIndex.create(DIMENSION, SETTINGS)) {
            assertThatThrownBy(() -> index.addAll(rows, BulkSettings.of(executor, tasks)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("row 1500 of those given, " + reason);
            assertThat(index.size()).isBetween(1500, tasks == 1 ? 1500 : 2999);
            assertThat(index.unreachable()).isZero();
            assertThat(rows.subList(0, 1500)).allMatch(row -> index.contains(row.id()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void cancellingEndsSoonAndSaysHowManyAreIn(int tasks) {
        var done = new AtomicLong();
        var settings =
                BulkSettings.of(executor, tasks)
                        .withProgress(done::set)
                        .withCancellation(() -> done.get() >= 400);
        try (var index = HnswIndex.create(DIMENSION, SETTINGS)) {
            assertThatThrownBy(() -> index.addAll(rows(5000, 45), settings))
                    .isInstanceOf(CancellationException.class)
                    .satisfies(e ->
                            assertThat(e)
                                    .hasMessage("cancelled when %d rows were in", index.size()));
            assertThat(index.size()).isBetween(400, 400 + 64 * tasks);
            assertThat(index.unreachable()).isZero();
        }
    }

    @Test
    void anInterruptCancels() {
        try (var index = HnswIndex.create(DIMENSION, SETTINGS)) {
            var settings =
                    BulkSettings.of(executor, 2)
                            .withProgress(rows -> {
                                if (rows >= 100) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            assertThatThrownBy(() -> index.addAll(rows(5000, 46), settings))
                    .isInstanceOf(CancellationException.class);
            assertThat(index.size()).isBetween(100, 200);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void progressAscendsToTheEnd() {
        var told = new ArrayList<Long>();
        try (var index = HnswIndex.create(DIMENSION, SETTINGS)) {
            index.addAll(rows(2000, 47), BulkSettings.of(executor, 3).withProgress(told::add));
        }
        assertThat(told).isSorted().doesNotHaveDuplicates().endsWith(2000L);
        assertThat(told).hasSizeGreaterThan(100);
    }

    @Test
    void whatTheIteratorThrowsIsPassedOn() {
        var thrown = new IllegalStateException("the source is gone");
        var rows = rows(3000, 48);
        Iterable<Row> failing = () -> new Failing(rows.iterator(), 2000, thrown);
        try (var index = HnswIndex.create(DIMENSION, SETTINGS)) {
            assertThatThrownBy(() -> index.addAll(failing, BulkSettings.of(executor, 3)))
                    .isSameAs(thrown);
            // Those that the encoding learnt from were not added yet.
            assertThat(index.size()).isZero();
            index.add(1, rows.getFirst().vector());
            assertThatThrownBy(() -> index.addAll(failing, BulkSettings.of(executor, 3)))
                    .isSameAs(thrown);
            assertThat(index.size()).isBetween(1950, 2001);
        }
    }

    /// Fails after some rows.
    private static final class Failing implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final RuntimeException thrown;
        private int left;

        Failing(Iterator<Row> rows, int left, RuntimeException thrown) {
            this.rows = rows;
            this.left = left;
            this.thrown = thrown;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Row next() {
            if (left-- == 0) {
                throw thrown;
            }
            return rows.next();
        }
    }

    @Test
    void whatTheExecutorAndTheProgressThrowIsPassedOn() {
        var refusing = Executors.newFixedThreadPool(1);
        refusing.shutdown();
        try (var index = HnswIndex.create(DIMENSION, SETTINGS)) {
            var rows = rows(100, 49);
            assertThatThrownBy(() -> index.addAll(rows, BulkSettings.of(refusing, 2)))
                    .isInstanceOf(RejectedExecutionException.class);
            assertThat(index.size()).isZero();
            var thrown = new IllegalStateException("no more paper");
            var settings =
                    BulkSettings.of(executor, 2)
                            .withProgress(_ -> {
                                throw thrown;
                            });
            assertThatThrownBy(() -> index.addAll(rows, settings)).isSameAs(thrown);
        }
    }

    /// A thread of the executor that adds rows must not wait for another one of it.
    @Test
    void anExecutorWithoutIdleThreadsWillDo() throws Exception {
        var busy = Executors.newFixedThreadPool(1);
        try (var index = HnswIndex.create(DIMENSION, SETTINGS)) {
            var rows = rows(500, 50);
            int added =
                    busy.submit(() -> index.addAll(rows, BulkSettings.of(busy, 4)))
                            .get(30, TimeUnit.SECONDS);
            assertThat(added).isEqualTo(500);
            assertThat(index.addAll(rows(0, 50), BulkSettings.of(busy, 4))).isZero();
        } finally {
            busy.shutdown();
        }
    }

    @Test
    void noTaskWorksOnAfterwards() {
        var working = new AtomicInteger();
        var rows = rows(4000, 51);
        for (int round = 0; round < 20; round++) {
            try (var index = HnswIndex.create(DIMENSION, settings(Similarity.DOT, 4, 8))) {
                var settings =
                        BulkSettings.of(executor, 4)
                                .withCancellation(() -> {
                                    working.incrementAndGet();
                                    return index.size() > 200;
                                });
                assertThatThrownBy(() -> index.addAll(rows, settings))
                        .isInstanceOf(CancellationException.class);
                int calls = working.get();
                int size = index.size();
                Thread.onSpinWait();
                assertThat(working.get()).isEqualTo(calls);
                assertThat(index.size()).isEqualTo(size);
            }
        }
    }
}
