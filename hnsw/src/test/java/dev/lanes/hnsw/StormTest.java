package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Searches and files while rows come, change and go. Each test lasts a second, or
/// `-Dlanes.storm=N` seconds.
class StormTest {
    private static final long NANOS = Long.getLong("lanes.storm", 1) * 1_000_000_000;
    private static final int DIMENSION = 6;
    private static final HnswSettings SETTINGS = settings(Similarity.EUCLIDEAN, 4, 30);

    @TempDir Path folder;

    private interface Work {
        void once(Random random) throws IOException;
    }

    /// Lets threads work until the time is over, or one of them fails.
    private static void together(List<Work> works) {
        long end = System.nanoTime() + NANOS;
        var failed = new AtomicBoolean();
        try (var threads = Executors.newCachedThreadPool()) {
            var running = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < works.size(); i++) {
                var work = works.get(i);
                long seed = System.nanoTime() + i;
                running.add(
                        CompletableFuture.runAsync(
                                () -> {
                                    var random = new Random(seed);
                                    try {
                                        while (System.nanoTime() < end && !failed.get()) {
                                            work.once(random);
                                        }
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(e);
                                    } finally {
                                        failed.set(System.nanoTime() < end);
                                    }
                                },
                                threads));
            }
            running.forEach(CompletableFuture::join);
        }
    }

    /// Searches of a graph whose links change meanwhile: about one in a million misses a row, whose
    /// only link moves from a node that the search has yet to look at to one that it has looked at.
    /// The next one finds it.
    private static final class Walks {
        private final HnswIndex index;
        private final AtomicInteger made = new AtomicInteger();
        private final AtomicInteger missed = new AtomicInteger();

        Walks(HnswIndex index) {
            this.index = index;
        }

        List<Long> find(float[] query, int k, List<Long> wanted) {
            var found = search(query, k);
            for (int again = 0; again < 2 && !found.containsAll(wanted); again++) {
                missed.incrementAndGet();
                found = search(query, k);
            }
            assertThat(found).containsAll(wanted).doesNotHaveDuplicates();
            return found;
        }

        private List<Long> search(float[] query, int k) {
            made.incrementAndGet();
            return index.search(query, k, 500).stream().map(Hit::id).toList();
        }

        void assertSeldomMissed() {
            assertThat(missed.get()).isLessThanOrEqualTo(1 + made.get() / 10_000);
        }
    }

    private static float[] row(Random random) {
        var row = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            row[i] = (float) random.nextGaussian();
        }
        return row;
    }

    private static HnswIndex filled(int rows) {
        var random = new Random(61);
        var index = HnswIndex.create(DIMENSION, SETTINGS);
        LongStream.range(0, rows).forEach(id -> index.add(id, row(random)));
        return index;
    }

    /// Two threads replace rows, so the index always has the same ids.
    @Test
    void everyIdIsFoundOnceWhileRowsAreReplaced() {
        int rows = 100;
        var all = LongStream.range(0, rows).boxed().toList();
        try (var index = filled(rows)) {
            Work even = random -> index.upsert(2L * random.nextInt(rows / 2), row(random));
            Work odd = random -> index.upsert(2L * random.nextInt(rows / 2) + 1, row(random));
            var walks = new Walks(index);
            Work search =
                    random -> assertThat(walks.find(row(random), 2 * rows, all)).hasSize(rows);
            Work exact =
                    random ->
                            assertThat(index.searchExact(row(random), 2 * rows))
                                    .extracting(Hit::id)
                                    .containsExactlyInAnyOrderElementsOf(all);
            Work lookUp =
                    random -> {
                        assertThat(LongStream.of(index.ids()).boxed())
                                .containsExactlyInAnyOrderElementsOf(all);
                        long id = random.nextInt(rows);
                        assertThat(index.contains(id)).isTrue();
                        assertThat(index.vector(id)).hasSize(DIMENSION);
                    };
            together(List.of(even, odd, search, exact, lookUp));
            walks.assertSeldomMissed();
            Laws.assertHold(index, "after replacements");
        }
    }

    /// Each writer knows what it added and deleted, whatever the others do.
    @Test
    void acknowledgedRowsAreFoundAndDeletedOnesAreNot() {
        try (var index = filled(50)) {
            var walks = new Walks(index);
            var works = new ArrayList<Work>();
            for (int i = 0; i < 3; i++) {
                long first = 1000L * (i + 1);
                works.add(random -> comeAndGo(walks, first + random.nextInt(100), random));
            }
            works.add(_ -> index.compact());
            var stay = LongStream.range(0, 50).boxed().toList();
            works.add(random -> walks.find(row(random), 400, stay));
            together(works);
            walks.assertSeldomMissed();
            index.compact();
            Laws.assertHold(index, "after coming and going");
        }
    }

    /// Deleted and added anew while one search runs, an id has two rows that the search may meet.
    @Test
    void whatComesBackIsNeverFoundTwice() {
        int rows = 200;
        try (var index = filled(rows)) {
            Work comeBack =
                    random -> {
                        long id = random.nextInt(3);
                        assertThat(index.delete(id)).isTrue();
                        index.add(id, row(random));
                    };
            Work search =
                    random ->
                            assertThat(index.search(row(random), 2 * rows, 2 * rows))
                                    .extracting(Hit::id)
                                    .doesNotHaveDuplicates();
            Work exact =
                    random ->
                            assertThat(index.searchExact(row(random), 2 * rows))
                                    .extracting(Hit::id)
                                    .doesNotHaveDuplicates();
            Work list =
                    _ ->
                            assertThat(LongStream.of(index.ids()).boxed())
                                    .hasSizeBetween(rows - 3, rows)
                                    .doesNotHaveDuplicates();
            together(List.of(comeBack, search, exact, list));
            Laws.assertHold(index, "after coming back");
        }
    }

    private static void comeAndGo(Walks walks, long id, Random random) {
        var index = walks.index;
        var row = row(random);
        index.add(id, row);
        walks.find(row, 1, List.of(id));
        assertThat(index.vector(id)).containsExactly(row);
        var other = row(random);
        assertThat(index.upsert(id, other)).isTrue();
        walks.find(other, 1, List.of(id));
        assertThat(index.search(row, 1, 500).getFirst().score()).isLessThan(1);
        assertThat(index.delete(id)).isTrue();
        assertThat(index.search(other, 400, 500)).extracting(Hit::id).doesNotContain(id);
        assertThat(index.contains(id)).isFalse();
    }

    /// A file has the rows of one moment: one of each id that is replaced all the time.
    @Test
    void filesAreRightWhileRowsComeAndGo() {
        int rows = 300;
        try (var index = filled(rows)) {
            var walks = new Walks(index);
            Work replace = random -> index.upsert(random.nextInt(rows), row(random));
            Work comeAndGo = random -> comeAndGo(walks, 1000 + random.nextInt(100), random);
            Work save =
                    _ -> {
                        var file = folder.resolve("graph");
                        index.save(file);
                        HnswFiles.verify(file);
                        try (var loaded = HnswIndex.load(file)) {
                            assertThat(LongStream.of(loaded.ids()).filter(id -> id < rows))
                                    .hasSize(rows);
                            Laws.assertHold(loaded, "in a file");
                        }
                    };
            together(List.of(replace, comeAndGo, save));
        }
    }

    @Test
    void closingInTheMiddleOfEverythingEndsItOrderly() {
        for (int round = 0; round < 20; round++) {
            var index = filled(200);
            var threads = new ArrayList<CompletableFuture<Void>>();
            var works =
                    List.<Work>of(
                            random -> index.upsert(random.nextInt(300), row(random)),
                            random -> index.delete(random.nextInt(300)),
                            random -> index.search(row(random), 10, 50),
                            random -> index.searchExact(row(random), 10),
                            _ -> index.compact(),
                            _ -> index.save(folder.resolve("graph")),
                            _ -> index.ids());
            for (var work : works) {
                threads.add(CompletableFuture.runAsync(() -> untilClosed(work)));
            }
            IntStream.range(0, 50).forEach(i -> index.upsert(i, row(new Random(i))));
            index.close();
            threads.forEach(CompletableFuture::join);
        }
    }

    private static void untilClosed(Work work) {
        var random = new Random(62);
        try {
            while (true) {
                work.once(random);
            }
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("HNSW index is closed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
