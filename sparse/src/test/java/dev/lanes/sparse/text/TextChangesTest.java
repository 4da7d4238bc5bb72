package dev.lanes.sparse.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.vector.IdSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random histories of changes beside a map: whatever was sealed and merged meanwhile, the hits are
/// those of an index of nothing but these texts in one segment, to the bit. The seed of a failure
/// is in its message; `-Dlanes.test.seed=N` begins with it, and `-Dlanes.soak=N` makes N histories.
class TextChangesTest {
    private static final int HISTORIES = Integer.getInteger("lanes.soak", 20);
    private static final TextSettings SETTINGS =
            TextSettings.of("body").withFields(new TextField("title", 2), TextField.of("body"));

    @TempDir private Path folder;

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
        private final TreeMap<Long, Map<String, String>> model = new TreeMap<>();
        private final Path file;
        private TextIndex index;

        History(long seed) {
            random = new Random(seed);
            file = folder.resolve("index-" + seed);
            int fresh = 1 + random.nextInt(60);
            index = TextIndex.create(SETTINGS, fresh, 1 + random.nextInt(fresh));
        }

        void run() throws IOException {
            try {
                for (int round = 0; round < 12; round++) {
                    for (int left = random.nextInt(200); left > 0; left--) {
                        change();
                    }
                    check(index);
                    turn();
                }
                check(index);
            } finally {
                index.close();
            }
        }

        private void change() {
            long id = random.nextLong(200) - 100;
            if (random.nextInt(3) == 0) {
                assertThat(index.delete(id)).isEqualTo(model.remove(id) != null);
            } else {
                var texts = Map.of("title", words(3), "body", words(30));
                index.upsert(id, texts);
                model.put(id, texts);
            }
        }

        private String words(int most) {
            return IntStream.range(0, random.nextInt(most + 1))
                    .mapToObj(_ -> "w" + (int) (Math.pow(100, random.nextDouble()) - 1))
                    .collect(Collectors.joining(" "));
        }

        private void turn() throws IOException {
            switch (random.nextInt(4)) {
                case 0 -> index.compact();
                case 1 -> {
                    index.save(file);
                    TextIndex.verify(file);
                    try (var opened = TextIndex.open(file)) {
                        check(opened);
                    }
                    index.close();
                    index = TextIndex.load(file);
                }
                default -> {}
            }
        }

        private void check(TextIndex now) {
            assertThat(now.size()).isEqualTo(model.size());
            try (var expected = TextIndex.create(SETTINGS)) {
                model.forEach(expected::add);
                expected.compact();
                for (int i = 0; i < 8; i++) {
                    long id = random.nextLong(200) - 100;
                    assertThat(now.contains(id)).isEqualTo(model.containsKey(id));
                    var query = query();
                    var search = TextSearchSettings.of(1 + random.nextInt(30));
                    if (random.nextBoolean()) {
                        search = search.withFilter(IdSet.range(-50, 20));
                    }
                    assertThat(now.search(query, search))
                            .as("%s", query)
                            .isEqualTo(expected.searchExhaustively(query, search));
                }
            }
        }

        private TextQuery query() {
            return switch (random.nextInt(4)) {
                case 0 -> new TextQuery.Phrase(words(3), Optional.empty());
                case 1 -> new TextQuery.Prefix("w" + random.nextInt(10), Optional.of("body"));
                case 2 ->
                        new TextQuery.Clauses(
                                List.of(
                                        new TextQuery.Clause(
                                                TextQuery.Occur.MUST, TextQuery.of(words(2))),
                                        new TextQuery.Clause(
                                                TextQuery.Occur.MUST_NOT, TextQuery.of(words(2)))));
                default -> TextQuery.of(words(8));
            };
        }
    }

    @Test
    void halfACharacterIsAQuestionMark() throws IOException {
        var file = folder.resolve("index");
        try (var index = TextIndex.create(SETTINGS)) {
            index.addTerms(1, Map.of("body", List.of("\uD800", "?", "a\uDC00b", "a?b")));
            var query = new TextQuery.Terms(List.of("\uD801"), Optional.of("body"));
            assertThat(index.search(query, TextSearchSettings.of(1))).hasSize(1);
            index.save(file);
            TextIndex.verify(file);
        }
    }
}
