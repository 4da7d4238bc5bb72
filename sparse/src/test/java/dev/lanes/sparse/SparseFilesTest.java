package dev.lanes.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.vector.IdSet;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files of several indexes made one, beside a map of their rows. The seed of a failure is in its
/// message; `-Dlanes.test.seed=N` begins with it, and `-Dlanes.soak=N` makes N merges.
class SparseFilesTest {
    private static final int MERGES = Integer.getInteger("lanes.soak", 8);
    private static final SparseSettings SETTINGS = SparseSettings.of();

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void oneFileHasWhatAllHave(RowStorage storage) throws IOException {
        long first = Long.getLong("lanes.test.seed", System.nanoTime());
        for (long seed = first; seed < first + MERGES; seed++) {
            try {
                var random = new Random(seed);
                var weights =
                        random.nextBoolean() ? WeightEncoding.FLOAT16 : WeightEncoding.FLOAT32;
                new Merging(random, SETTINGS.withStorage(storage).withWeights(weights)).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("lanes.test.seed=" + seed, e);
            }
        }
    }

    private final class Merging {
        private final Random random;
        private final SparseSettings settings;
        private final int vocabulary;
        private final TreeMap<Long, SparseVector> model = new TreeMap<>();

        Merging(Random random, SparseSettings settings) {
            this.random = random;
            this.settings = settings;
            this.vocabulary = new int[] {10, 300, 80_000}[random.nextInt(3)];
        }

        void run() throws IOException {
            int count = 1 + random.nextInt(4);
            var files = new ArrayList<Path>();
            for (int i = 0; i < count; i++) {
                files.add(file(i, count));
            }
            if (random.nextBoolean()) {
                var some = files.subList(0, 1 + random.nextInt(files.size()));
                var merged = folder.resolve("some");
                SparseFiles.merge(some, merged, _ -> {});
                some.clear();
                files.add(merged);
            }
            var target = random.nextBoolean() ? files.getFirst() : folder.resolve("target");
            var told = new ArrayList<Long>();
            SparseFiles.merge(files, target, told::add);
            assertThat(told).isSorted().endsWith((long) model.size());
            assertThat(told.subList(0, files.size())).containsOnly(0L);
            SparseIndex.verify(target);
            try (var opened = SparseIndex.open(target)) {
                check(opened);
            }
            try (var loaded = SparseIndex.load(target)) {
                check(loaded);
                put(loaded, -5);
                check(loaded);
                loaded.compact();
                check(loaded);
            }
        }

        private void put(SparseIndex index, long id) {
            var row = Rows.vector(random, random.nextInt(40), vocabulary);
            index.upsert(id, row);
            model.put(id, row);
        }

        /// A file of up to two segments; rows that are dead in one of all files may be live in
        /// another.
        private Path file(int number, int count) throws IOException {
            var file = folder.resolve("file" + number);
            var rows = Rows.rows(random, random.nextInt(1500), vocabulary);
            try (var index = SparseIndex.build(rows.iterator(), settings)) {
                for (var row : rows) {
                    long id = row.id();
                    if (Math.floorMod(id, count) != number) {
                        index.delete(id);
                    } else if (random.nextInt(10) == 0) {
                        put(index, id);
                    } else {
                        model.put(id, row.vector());
                    }
                }
                index.save(file);
            }
            return file;
        }

        private void check(SparseIndex merged) {
            var rows =
                    model.entrySet().stream()
                            .map(row -> new SparseRow(row.getKey(), row.getValue()))
                            .iterator();
            try (var union = SparseIndex.build(rows, settings)) {
                assertThat(merged.settings()).isEqualTo(settings);
                assertThat(merged.size()).isEqualTo(model.size());
                assertThat(merged.ids())
                        .containsExactlyInAnyOrder(
                                model.keySet().stream().mapToLong(id -> id).toArray());
                for (int i = 0; i < 20; i++) {
                    long id = Rows.id(random.nextInt(1600));
                    assertThat(merged.contains(id)).isEqualTo(model.containsKey(id));
                    if (model.containsKey(id)) {
                        assertThat(merged.get(id)).isEqualTo(union.get(id));
                    }
                }
                for (var algorithm : Algorithm.values()) {
                    compare(merged, union, algorithm);
                }
            }
        }

        private void compare(SparseIndex merged, SparseIndex union, Algorithm algorithm) {
            var ids = model.keySet().stream().filter(_ -> random.nextBoolean());
            var filter = IdSet.of(ids.mapToLong(id -> id).toArray());
            for (int k : new int[] {1, 10, 1000}) {
                var query = Rows.vector(random, random.nextInt(60), vocabulary);
                var search = SparseSearchSettings.of(k).withAlgorithm(algorithm);
                var where = "%s k %d, %s".formatted(algorithm, k, query);
                assertThat(merged.search(query, search).hits())
                        .as(where)
                        .isEqualTo(union.search(query, search).hits());
                assertThat(merged.search(query, search.withFilter(filter)).hits())
                        .as(where)
                        .isEqualTo(union.search(query, search.withFilter(filter)).hits());
            }
        }
    }
}
