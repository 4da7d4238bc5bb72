package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.kernels.Encoding;
import dev.lanes.vector.Similarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Several threads change an index while others search it.
class ConcurrentChangesTest {
    private static final int DIMENSION = 96;

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
        for (int round = 0; round < 60; round++) {
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
