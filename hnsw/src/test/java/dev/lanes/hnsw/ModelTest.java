package dev.lanes.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.kernels.Encoding;
import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random operations on an index and on a map of rows by id, which must agree. The seed of a
/// failure is in its message; `-Dlanes.test.seed=N` begins with it, and `-Dlanes.soak=N` makes N
/// histories instead of a few.
class ModelTest {
    private static final int HISTORIES = Integer.getInteger("lanes.soak", 60);
    private static final int BATCHES = 12;
    private static final List<Similarity> SIMILARITIES = List.of(Similarity.values());
    private static final List<Encoding> ENCODINGS = List.of(Encoding.values());
    private static final int[] DIMENSIONS = {1, 2, 3, 8, 17};
    private static final int[] DEGREES = {2, 3, 4, 16};

    @TempDir Path folder;

    @Test
    void agreesWithAMap() throws IOException {
        long first = Long.getLong("lanes.test.seed", System.nanoTime());
        for (long seed = first; seed < first + HISTORIES; seed++) {
            try {
                new History(seed, folder.resolve("graph")).run();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("lanes.test.seed=" + seed, e);
            }
        }
    }

    private static final class History {
        private final Random random;
        private final Path file;
        private final HnswSettings settings;
        private final int dimension;
        private final String about;
        private final TreeMap<Long, float[]> model = new TreeMap<>();
        private HnswIndex index;

        History(long seed, Path file) {
            this.random = new Random(seed);
            this.file = file;
            this.dimension = DIMENSIONS[random.nextInt(DIMENSIONS.length)];
            var similarity = SIMILARITIES.get(random.nextInt(SIMILARITIES.size()));
            this.settings =
                    HnswSettings.of(similarity)
                            .withM(DEGREES[random.nextInt(DEGREES.length)])
                            .withEfConstruction(1 + random.nextInt(40))
                            .withSeed(seed)
                            .withStorage(storage());
            this.about = "seed %d, dimension %d, %s".formatted(seed, dimension, settings);
            this.index = HnswIndex.create(dimension, settings);
        }

        private RowStorage storage() {
            var encoding = ENCODINGS.get(random.nextInt(ENCODINGS.size()));
            return switch (random.nextInt(3)) {
                case 0 -> RowStorage.automatic();
                case 1 -> RowStorage.only(encoding);
                default -> RowStorage.of(encoding);
            };
        }

        void run() throws IOException {
            try {
                int most = random.nextInt(10) == 0 ? 1500 : 150;
                for (int batch = 0; batch < BATCHES; batch++) {
                    change(random.nextInt(most));
                    check();
                    reopen();
                }
            } finally {
                index.close();
            }
        }

        /// Batches that mostly add, mostly delete, or replace, at random or the oldest first.
        private void change(int operations) {
            int adds = random.nextInt(10);
            int deletes = random.nextInt(10 - adds);
            boolean oldestFirst = random.nextBoolean();
            for (int i = 0; i < operations; i++) {
                int choice = random.nextInt(10);
                if (choice < adds) {
                    add();
                } else if (choice < adds + deletes) {
                    delete(oldestFirst);
                } else {
                    upsert();
                }
            }
            if (random.nextInt(5) == 0) {
                index.compact();
            }
            if (random.nextInt(12) == 0) {
                List.copyOf(model.keySet()).forEach(this::delete);
            }
        }

        private void add() {
            long id = random.nextInt(20) == 0 ? random.nextLong() : random.nextInt(3000);
            var row = row();
            if (model.containsKey(id)) {
                assertThatThrownBy(() -> index.add(id, row))
                        .isInstanceOf(IllegalArgumentException.class);
            } else {
                index.add(id, row);
                model.put(id, row);
            }
        }

        private void delete(boolean oldestFirst) {
            if (model.isEmpty() || random.nextInt(20) == 0) {
                long id = -1L - random.nextInt(1000);
                assertThat(index.delete(id)).as(about).isEqualTo(model.remove(id) != null);
            } else {
                delete(oldestFirst ? model.firstKey() : anyId());
            }
        }

        private void delete(long id) {
            assertThat(index.delete(id)).as(about).isTrue();
            model.remove(id);
        }

        private void upsert() {
            long id = model.isEmpty() || random.nextInt(4) == 0 ? random.nextInt(3000) : anyId();
            var row = row();
            assertThat(index.upsert(id, row)).as(about).isEqualTo(model.containsKey(id));
            model.put(id, row);
        }

        private long anyId() {
            var from = model.ceilingKey((long) random.nextInt(3000));
            return from == null ? model.lastKey() : from;
        }

        /// Now and then a row that is there, or one without direction.
        private float[] row() {
            var row = new float[dimension];
            int kind = random.nextInt(30);
            if (kind == 0 && !model.isEmpty()) {
                return model.get(anyId()).clone();
            }
            for (int i = 0; i < dimension && kind != 1; i++) {
                row[i] = (float) random.nextGaussian() + random.nextInt(3) * 4;
            }
            return row;
        }

        private void check() {
            assertThat(index.size()).as(about).isEqualTo(model.size());
            assertThat(index.ids())
                    .as(about)
                    .containsExactlyInAnyOrder(
                            model.keySet().stream().mapToLong(Long::longValue).toArray());
            Laws.assertHold(index, about);
            for (long id : List.of(-5L, 3001L, model.isEmpty() ? 7L : anyId())) {
                assertThat(index.contains(id)).as(about).isEqualTo(model.containsKey(id));
            }
            assertThatThrownBy(() -> index.vector(5000)).isInstanceOf(NoSuchElementException.class);
            checkSearches();
        }

        private void checkSearches() {
            var all = index.search(new float[dimension], 4000, 4000);
            assertThat(all.stream().map(Hit::id)).as(about).hasSameElementsAs(model.keySet());
            assertThat(all).as(about).hasSize(model.size());
            double found = 0;
            int asked = 0;
            for (int i = 0; i < 10 && !model.isEmpty(); i++) {
                var query = row();
                var exact = index.searchExact(query, 5).stream().map(Hit::score).toList();
                var hits = index.search(query, 5, 60);
                assertThat(hits).as(about).hasSize(Math.min(5, model.size()));
                var scores = new ArrayList<>(exact);
                scores.retainAll(hits.stream().map(Hit::score).toList());
                found += scores.size();
                asked += exact.size();
            }
            assertThat(found).as(about).isGreaterThanOrEqualTo(recallFloor() * asked);
        }

        /// Coarse codes lose some; so does a graph that was made with next to no effort, and one
        /// whose rows are close to the longest ones rather than to each other.
        private double recallFloor() {
            boolean fine =
                    index.encoding() == Encoding.FLOAT32 || index.encoding() == Encoding.INT8;
            boolean easy = settings.similarity() != Similarity.DOT && dimension >= 8;
            boolean effort = settings.efConstruction() >= 10 && settings.m() >= 4;
            return fine && easy && effort && index.graph().rows().full().isPresent() ? .5 : 0;
        }

        private void reopen() throws IOException {
            if (random.nextInt(3) == 0) {
                index.save(file);
                HnswFiles.verify(file);
                try (var opened = HnswIndex.open(file)) {
                    assertThat(opened.size()).as(about).isEqualTo(model.size());
                    var query = row();
                    assertThat(opened.search(query, 4000, 4000))
                            .as(about)
                            .isEqualTo(index.search(query, 4000, 4000));
                    assertThat(opened.ids()).as(about).containsExactlyInAnyOrder(index.ids());
                }
                index.close();
                index = HnswIndex.load(file);
                Laws.assertHold(index, about);
            }
        }
    }
}
