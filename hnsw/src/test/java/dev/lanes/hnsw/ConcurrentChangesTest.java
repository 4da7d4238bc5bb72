package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.kernels.Encoding;
import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Several threads change an index while others search it.
class ConcurrentChangesTest {
    private static final int DIMENSION = 96;
    private static final int WRITERS = 3;
    private static final int SEARCHERS = 2;
    private static final int IDS = 1500;
    private static final int CHANGES = 4000;

    @TempDir Path folder;

    /// What callers were told of ids: each is changed by one writer, and looked at by all.
    private static final class Told {
        private static final int IN = 1;

        /// By id: how often it was put in or taken out, and whether it is in now. Between two
        /// states stands a negative number.
        private final AtomicLongArray states = new AtomicLongArray(IDS);

        private final AtomicReferenceArray<float[]> vectors = new AtomicReferenceArray<>(IDS);

        void begin(int id) {
            states.set(id, -states.get(id) - 2);
        }

        void end(int id, boolean in) {
            long begun = -states.get(id) - 2;
            states.set(id, (begun / 2 + 1) * 2 + (in ? IN : 0));
        }

        long state(int id) {
            return states.get(id);
        }

        static boolean isIn(long state) {
            return state >= 0 && state % 2 == IN;
        }

        static boolean isOut(long state) {
            return state >= 0 && state % 2 == 0;
        }
    }

    /// Adds, replaces and deletes the ids that leave its number as the remainder.
    private static void change(HnswIndex index, Told told, int writer, long seed) {
        var random = new Random(seed + writer);
        var vectors = Rows.clustered(CHANGES, DIMENSION, seed + writer);
        for (int i = 0; i < CHANGES; i++) {
            int id = random.nextInt(IDS / WRITERS) * WRITERS + writer;
            boolean in = Told.isIn(told.state(id));
            told.begin(id);
            if (in && random.nextInt(3) == 0) {
                assertThat(index.delete(id)).isTrue();
                told.end(id, false);
            } else if (in) {
                assertThat(index.upsert(id, vectors[i])).isTrue();
                told.vectors.set(id, vectors[i]);
                told.end(id, true);
            } else {
                index.add(id, vectors[i]);
                told.vectors.set(id, vectors[i]);
                told.end(id, true);
            }
        }
    }

    /// Whoever was out from before a search until after it is not among its hits.
    private static void search(HnswIndex index, Told told, AtomicBoolean ended, long seed) {
        var queries = Rows.clustered(500, DIMENSION, seed);
        var before = new long[IDS];
        for (int i = 0; !ended.get(); i++) {
            for (int id = 0; id < IDS; id++) {
                before[id] = told.state(id);
            }
            var query = queries[i % queries.length];
            var hits = i % 4 == 0 ? index.searchExact(query, 20) : index.search(query, 20, 60);
            assertThat(hits).extracting(Hit::id).doesNotHaveDuplicates();
            for (var hit : hits) {
                int id = (int) hit.id();
                assertThat(Told.isOut(before[id]) && told.state(id) == before[id])
                        .as("id %d was deleted before the search, seed %d", id, seed)
                        .isFalse();
            }
        }
    }

    private void check(HnswIndex index, Told told, long seed) throws IOException {
        int in = 0;
        for (int id = 0; id < IDS; id++) {
            boolean isIn = Told.isIn(told.state(id));
            assertThat(index.contains(id)).as("id %d, seed %d", id, seed).isEqualTo(isIn);
            if (isIn) {
                in++;
                var vector = told.vectors.get(id);
                assertThat(index.search(vector, 1, 400).getFirst().id())
                        .as("closest to row %d, seed %d", id, seed)
                        .isEqualTo(id);
            }
        }
        assertThat(index.size()).as("seed %d", seed).isEqualTo(in);
        assertThat(index.ids()).hasSize(in);
        assertThat(index.unreachable()).as("unreachable, seed %d", seed).isZero();
        index.save(folder.resolve("graph"));
        HnswFiles.verify(folder.resolve("graph"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Encoding.class,
            names = {"FLOAT32", "INT8", "INT4"})
    void whatIsAcknowledgedHolds(Encoding encoding) throws IOException {
        long seed = new Random().nextLong();
        var settings = settings(Similarity.EUCLIDEAN, 8, 60).withStorage(RowStorage.of(encoding));
        try (var index = HnswIndex.create(DIMENSION, settings);
                var threads = Executors.newCachedThreadPool()) {
            var told = new Told();
            var ended = new AtomicBoolean();
            var searches =
                    IntStream.range(0, SEARCHERS)
                            .mapToObj(i ->
                                    CompletableFuture.runAsync(
                                            () -> search(index, told, ended, seed - 1 - i),
                                            threads))
                            .toList();
            var changes =
                    IntStream.range(0, WRITERS)
                            .mapToObj(i ->
                                    CompletableFuture.runAsync(
                                            () -> change(index, told, i, seed), threads))
                            .toList();
            try {
                changes.forEach(CompletableFuture::join);
            } finally {
                ended.set(true);
            }
            searches.forEach(CompletableFuture::join);
            check(index, told, seed);
            index.compact();
            check(index, told, seed);
        }
    }

    private static List<Row> rows(int count, long seed) {
        var vectors = Rows.clustered(count, DIMENSION, seed);
        return IntStream.range(0, count).mapToObj(i -> new Row(i, vectors[i])).toList();
    }

    /// Codes lie in memory of their own, which is freed too.
    @Test
    void closingWhileOthersChangeRowsEndsThemOrderly() {
        var rows = rows(1200, 61);
        var settings =
                settings(Similarity.EUCLIDEAN, 4, 20).withStorage(RowStorage.only(Encoding.INT8));
        for (int round = 0; round < 30; round++) {
            var index = HnswIndex.create(DIMENSION, settings);
            index.addAll(rows, BulkSettings.alone());
            var changes = new AtomicInteger();
            var changing = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < 4; i++) {
                var random = new Random(100 * round + i);
                changing.add(
                        CompletableFuture.runAsync(() -> {
                            try {
                                while (true) {
                                    var row = rows.get(random.nextInt(rows.size()));
                                    if (random.nextBoolean()) {
                                        index.delete(row.id());
                                    } else {
                                        index.upsert(row.id(), row.vector());
                                    }
                                    changes.getAndIncrement();
                                }
                            } catch (IllegalStateException e) {
                                assertThat(e).hasMessage("HNSW index is closed");
                            }
                        }));
            }
            while (changes.get() < 20) {
                Thread.onSpinWait();
            }
            index.close();
            changing.forEach(CompletableFuture::join);
        }
    }
}
