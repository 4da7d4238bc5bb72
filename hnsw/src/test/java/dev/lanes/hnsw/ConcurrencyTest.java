package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.recall;
import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static final int ROWS = 6000;
    private static final int DIMENSION = 24;
    private static final HnswSettings SETTINGS = settings(Similarity.EUCLIDEAN, 8, 80);

    @Test
    void searchesFindAcknowledgedRowsWhileOthersAreAdded() {
        var rows = Rows.clustered(ROWS, DIMENSION, 21);
        var acknowledged = new AtomicInteger();
        var found = new AtomicInteger();
        var searched = new AtomicInteger();
        try (var index = HnswIndex.create(DIMENSION, SETTINGS)) {
            var readers = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < 3; i++) {
                readers.add(
                        CompletableFuture.runAsync(
                                () -> searchUntilFull(index, rows, acknowledged, found, searched)));
            }
            for (int i = 0; i < ROWS; i++) {
                index.add(i, rows[i]);
                acknowledged.set(i + 1);
            }
            readers.forEach(CompletableFuture::join);
            assertThat(searched.get()).isPositive();
            assertThat(found.get()).isGreaterThanOrEqualTo((int) (.99 * searched.get()));
            assertThat(index.unreachable()).isZero();
            assertThat(recall(index, Rows.clustered(100, DIMENSION, 21), 10, 200))
                    .isGreaterThanOrEqualTo(.95);
        }
    }

    private static void searchUntilFull(
            HnswIndex index,
            float[][] rows,
            AtomicInteger acknowledged,
            AtomicInteger found,
            AtomicInteger searched) {
        int row = 0;
        while (acknowledged.get() < ROWS) {
            int size = acknowledged.get();
            if (size > 0) {
                row = (row + 7919) % size;
                var hits = index.search(rows[row], 10, 80);
                assertThat(hits).hasSizeGreaterThanOrEqualTo(Math.min(size, 10));
                assertThat(hits).doesNotHaveDuplicates();
                searched.incrementAndGet();
                if (hits.getFirst().id() == row) {
                    found.incrementAndGet();
                }
            }
        }
    }

    @Test
    void threadsGetWhatOneThreadGets() {
        var rows = Rows.clustered(3000, DIMENSION, 22);
        try (var index = Rows.index(rows, SETTINGS)) {
            var alone =
                    IntStream.range(0, 500).mapToObj(i -> index.search(rows[i], 10, 40)).toList();
            var together =
                    IntStream.range(0, 500)
                            .parallel()
                            .mapToObj(i -> index.search(rows[i], 10, 40))
                            .toList();
            assertThat(together).isEqualTo(alone);
        }
    }

    @Test
    void closingWhileOthersSearchEndsThemOrderly() {
        var rows = Rows.clustered(2000, DIMENSION, 23);
        var index = Rows.index(rows, SETTINGS);
        var searched = new AtomicInteger();
        var readers = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 4; i++) {
            readers.add(
                    CompletableFuture.runAsync(() -> {
                        try {
                            while (true) {
                                assertThat(index.search(rows[5], 10, 50)).hasSize(10);
                                searched.incrementAndGet();
                            }
                        } catch (IllegalStateException e) {
                            assertThat(e).hasMessage("HNSW index is closed");
                        }
                    }));
        }
        while (searched.get() < 200) {
            Thread.onSpinWait();
        }
        index.close();
        readers.forEach(CompletableFuture::join);
    }

    /// Rows that are being added are counted before they are linked; most of all the first ones
    /// leave time for that, because their memory is allocated meanwhile.
    @Test
    void exactSearchesSeeRowsWithTheirIdsOnly() {
        for (int round = 0; round < 1000; round++) {
            whileRowsAreAdded(index -> {
                var hits = index.searchExact(new float[DIMENSION], 100);
                assertThat(hits).allMatch(hit -> hit.id() >= 1000).doesNotHaveDuplicates();
            });
        }
    }

    @Test
    void reachabilityIsCountedWhileRowsAreAdded() {
        for (int round = 0; round < 1000; round++) {
            whileRowsAreAdded(index -> assertThat(index.unreachable()).isBetween(0, 30));
        }
    }

    private static void whileRowsAreAdded(Consumer<HnswIndex> reader) {
        var rows = Rows.clustered(30, DIMENSION, 24);
        try (var index = HnswIndex.create(DIMENSION, SETTINGS)) {
            var adding =
                    CompletableFuture.runAsync(() -> {
                        for (int i = 0; i < rows.length; i++) {
                            index.add(1000 + i, rows[i]);
                        }
                    });
            while (!adding.isDone()) {
                reader.accept(index);
            }
            adding.join();
        }
    }
}
