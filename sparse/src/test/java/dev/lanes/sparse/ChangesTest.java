package dev.lanes.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.kernels.Kernels;
import dev.lanes.vector.Hit;
import dev.lanes.vector.IdSet;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random histories of changes beside a map. The seed of a failure is in its message;
/// `-Dlanes.test.seed=N` begins with it, and `-Dlanes.soak=N` makes N histories.
class ChangesTest {
    private static final int HISTORIES = Integer.getInteger("lanes.soak", 25);
    private static final SparseSettings SETTINGS =
            SparseSettings.of().withWeights(WeightEncoding.FLOAT32);

    private static final List<Algorithm> ALGORITHMS = List.of(Algorithm.values());

    @TempDir Path folder;

    @Test
    void agreesWithAMap() throws IOException {
        long first = Long.getLong("lanes.test.seed", System.nanoTime());
        for (long seed = first; seed < first + HISTORIES; seed++) {
            try {
                new History(seed).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("lanes.test.seed=" + seed, e);
            }
        }
    }

    private final class History {
        private final Random random;
        private final TreeMap<Long, SparseVector> model = new TreeMap<>();
        private final int vocabulary;
        private final Path file;
        private final SparseSettings settings;
        private SparseIndex index;

        History(long seed) {
            random = new Random(seed);
            vocabulary = 20 + random.nextInt(400);
            file = folder.resolve("index-" + seed);
            var engine = new SparseIndex.Engine(Kernels.best(), 1 + random.nextInt(60));
            settings = SETTINGS.withStorage(Rows.storage(random));
            index = SparseIndex.create(settings, engine);
        }

        void run() throws IOException {
            try {
                for (int round = 0; round < 12; round++) {
                    int changes = random.nextInt(150);
                    for (int i = 0; i < changes; i++) {
                        change();
                    }
                    check();
                    turn();
                }
                check();
            } finally {
                index.close();
            }
        }

        private void change() {
            long id = random.nextInt(200);
            var row = Rows.vector(random, random.nextInt(12), vocabulary);
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    assertThat(index.upsert(id, row)).isEqualTo(model.containsKey(id));
                    model.put(id, row);
                }
                case 2 -> {
                    if (model.containsKey(id)) {
                        assertThatThrownBy(() -> index.add(id, row))
                                .hasMessage("id must not be in the index yet but %d is", id);
                    } else {
                        index.add(id, row);
                        model.put(id, row);
                    }
                }
                default -> assertThat(index.delete(id)).isEqualTo(model.remove(id) != null);
            }
        }

        /// Sometimes it is compacted, saved, loaded or opened.
        private void turn() throws IOException {
            switch (random.nextInt(4)) {
                case 0 -> index.compact();
                case 1 -> {
                    index.save(file);
                    SparseIndex.verify(file);
                    try (var opened = SparseIndex.open(file)) {
                        check(opened);
                        assertThatThrownBy(() -> opened.delete(1))
                                .isInstanceOf(UnsupportedOperationException.class);
                    }
                    index.close();
                    index = SparseIndex.load(file);
                }
                default -> {}
            }
        }

        private void check() {
            check(index);
        }

        private void check(SparseIndex now) {
            assertThat(now.size()).isEqualTo(model.size());
            assertThat(now.ids())
                    .containsExactlyInAnyOrder(model.keySet().stream().mapToLong(i -> i).toArray());
            for (int i = 0; i < 5; i++) {
                long id = random.nextInt(200);
                assertThat(now.contains(id)).isEqualTo(model.containsKey(id));
                if (model.containsKey(id)) {
                    assertThat(now.get(id)).isEqualTo(model.get(id));
                }
                var query = Rows.vector(random, random.nextInt(20), vocabulary);
                int k = 1 + random.nextInt(30);
                var search = SparseSearchSettings.of(k).withAlgorithm(algorithm());
                assertThat(now.search(query, search).hits()).isEqualTo(expected(query, k, all()));
                var some = all();
                some.removeIf(_ -> random.nextBoolean());
                var filter = IdSet.of(some.stream().mapToLong(one -> one).toArray());
                assertThat(now.search(query, search.withFilter(filter)).hits())
                        .isEqualTo(expected(query, k, some));
            }
        }

        private Algorithm algorithm() {
            return ALGORITHMS.get(random.nextInt(ALGORITHMS.size()));
        }

        private List<Long> all() {
            return new ArrayList<>(model.keySet());
        }

        /// What an index of nothing but these rows finds.
        private List<Hit> expected(SparseVector query, int k, List<Long> ids) {
            var rows = ids.stream().map(id -> new SparseRow(id, model.get(id))).iterator();
            try (var fresh = SparseIndex.build(rows, settings)) {
                return fresh.search(
                                query,
                                SparseSearchSettings.of(k).withAlgorithm(Algorithm.EXHAUSTIVE))
                        .hits();
            }
        }
    }

    @Test
    void aRowThatCanNotBeStoredLeavesTheOldOne() {
        try (var index = SparseIndex.create(SparseSettings.of())) {
            index.add(1, Rows.of(3, 2));
            assertThatThrownBy(() -> index.upsert(1, Rows.of(3, -1)))
                    .hasMessageContaining("negative");
            assertThatThrownBy(() -> index.upsert(1, Rows.of(3, Float.MAX_VALUE)))
                    .hasMessageContaining("at most");
            assertThatThrownBy(() -> index.add(1, Rows.of(3, 1))).hasMessageContaining("but 1 is");
            assertThat(index.get(1)).isEqualTo(Rows.of(3, 2));
            assertThat(index.size()).isEqualTo(1);
        }
    }

    @Test
    void afterClosingNothingIsChangedOrRead() {
        var index = SparseIndex.create(SparseSettings.of());
        index.add(1, Rows.of(3, 2));
        index.close();
        index.close();
        assertThatThrownBy(() -> index.add(2, Rows.of(1, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("sparse index is closed");
        assertThatThrownBy(() -> index.search(Rows.of(3, 1), SparseSearchSettings.of(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("sparse index is closed");
        assertThatThrownBy(index::compact).isInstanceOf(IllegalStateException.class);
    }
}
