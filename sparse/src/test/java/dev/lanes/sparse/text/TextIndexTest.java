package dev.lanes.sparse.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.vector.Hit;
import dev.lanes.vector.IdSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextIndexTest {
    private static final TextSettings TWO_FIELDS =
            TextSettings.of("body").withFields(new TextField("title", 2), TextField.of("body"));

    private static final List<TextQuery.Occur> OCCURS = List.of(TextQuery.Occur.values());

    @TempDir private Path folder;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    /// Words as in texts: few are in most of them, most in few.
    private String words(int most) {
        var words = new StringBuilder();
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            words.append('w').append((int) Math.pow(300, random.nextDouble()) - 1).append(' ');
        }
        return words.toString();
    }

    private Map<String, String> texts() {
        return Map.of("title", words(5), "body", words(60));
    }

    private List<Hit> checked(TextIndex index, TextQuery query, TextSearchSettings search) {
        var hits = index.search(query, search);
        assertThat(hits)
                .as("seed %d, %s, %s", seed, query, search)
                .isEqualTo(index.searchExhaustively(query, search));
        return hits;
    }

    /// BM25 from its definition, in double precision.
    private static Map<Long, Double> model(Map<Long, List<Token>> texts, List<Token> query) {
        var scores = new TreeMap<Long, Double>();
        var filled = texts.values().stream().filter(text -> !text.isEmpty()).toList();
        double mean = filled.stream().mapToInt(List::size).average().orElse(1);
        for (var token : query) {
            var counts = new HashMap<Long, Long>();
            texts.forEach((id, text) -> {
                long count = text.stream().filter(t -> t.term().equals(token.term())).count();
                if (count > 0) {
                    counts.put(id, count);
                }
            });
            int d = counts.size();
            double idf = Math.log(1 + (filled.size() - d + .5) / (d + .5));
            counts.forEach((id, f) -> {
                int length = NormByte.decode(NormByte.encode(texts.get(id).size()));
                scores.merge(id, idf * f / (f + 1.2 * (.25 + .75 * length / mean)), Double::sum);
            });
        }
        return scores;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 20_000})
    void scoresAsDefinedThroughAllChanges(int k) {
        var texts = new TreeMap<Long, List<Token>>();
        try (var index = TextIndex.create(TextSettings.of("body"))) {
            for (int step = 0; step < 40; step++) {
                for (int i = 0; i < 20; i++) {
                    long id = random.nextLong(400) - 200;
                    var text = words(60);
                    if (random.nextInt(3) == 0) {
                        assertThat(index.delete(id)).isEqualTo(texts.remove(id) != null);
                    } else {
                        index.upsert(id, Map.of("body", text));
                        texts.put(id, Analyzer.standard().tokens(text));
                    }
                }
                assertThat(index.size()).isEqualTo(texts.size());
                var query = words(8);
                var expected = model(texts, Analyzer.standard().tokens(query));
                var hits = checked(index, TextQuery.of(query), TextSearchSettings.of(k));
                assertThat(hits).hasSize(Math.min(k, expected.size()));
                for (var hit : hits) {
                    assertThat((double) hit.score())
                            .as("seed %d", seed)
                            .isCloseTo(expected.get(hit.id()), within(1e-5));
                }
                if (step == 30) {
                    index.compact();
                }
            }
        }
    }

    private TextQuery query() {
        Optional<String> field =
                switch (random.nextInt(3)) {
                    case 0 -> Optional.of("title");
                    case 1 -> Optional.of("body");
                    default -> Optional.empty();
                };
        return switch (random.nextInt(6)) {
            case 0 -> new TextQuery.Phrase(words(3), field);
            case 1 -> new TextQuery.Prefix("w" + random.nextInt(10), field);
            case 2, 3 -> new TextQuery.Words(words(8), field);
            default -> {
                var clauses = new ArrayList<TextQuery.Clause>();
                for (int left = random.nextInt(4); left >= 0; left--) {
                    var occur = OCCURS.get(random.nextInt(OCCURS.size()));
                    clauses.add(new TextQuery.Clause(occur, query()));
                }
                yield new TextQuery.Clauses(clauses);
            }
        };
    }

    @Test
    void prunesNothingThatIsAmongTheBest() {
        try (var index = TextIndex.create(TWO_FIELDS)) {
            for (long id = 0; id < 30_000; id++) {
                index.add(id * 7919 % 100_003, texts());
            }
            for (int i = 0; i < 200; i++) {
                var search = TextSearchSettings.of(1 + random.nextInt(20));
                if (i % 3 == 1) {
                    search = search.withFields(new FieldMatch.BestFields(.3f));
                }
                if (i % 5 == 1) {
                    search = search.withFilter(IdSet.range(1000, 40_000));
                }
                checked(index, query(), search);
                checked(index, TextQuery.of(words(10)), search);
                index.delete(random.nextInt(100_003));
            }
        }
    }

    @Test
    void findsPhrasesWherePositionsFit() {
        try (var index =
                TextIndex.create(TextSettings.of("body").withAnalyzer(Analyzer.english()))) {
            index.add(1, Map.of("body", "the king of the hill"));
            index.add(2, Map.of("body", "hill king"));
            index.add(3, Map.of("body", "king hill of"));
            index.add(4, Map.of("body", "a king in a hill and a king on the hill"));
            var phrase = new TextQuery.Phrase("king of a hill", Optional.empty());
            var hits = checked(index, phrase, TextSearchSettings.of(9));
            assertThat(hits).extracting(Hit::id).containsExactly(4L, 1L);
        }
    }

    @Test
    void findsWhatItWasWhenItIsOpenedAgain() throws Exception {
        var file = folder.resolve("index");
        try (var index = TextIndex.create(TWO_FIELDS.withAnalyzer(Analyzer.english()))) {
            for (long id = 0; id < 300; id++) {
                index.add(id, texts());
            }
            index.delete(17);
            index.save(file);
            TextIndex.verify(file);
            try (var opened = TextIndex.open(file);
                    var loaded = TextIndex.load(file)) {
                assertThat(opened.settings()).isEqualTo(index.settings());
                for (int i = 0; i < 50; i++) {
                    var query = query();
                    var hits = index.search(query, TextSearchSettings.of(10));
                    assertThat(checked(opened, query, TextSearchSettings.of(10))).isEqualTo(hits);
                    assertThat(checked(loaded, query, TextSearchSettings.of(10))).isEqualTo(hits);
                }
                assertThat(loaded.delete(18)).isTrue();
                loaded.add(17, texts());
                assertThat(loaded.size()).isEqualTo(299);
                assertThatIllegalStateException()
                        .isThrownBy(() -> opened.delete(18))
                        .withMessageContaining("but was opened");
            }
        }
    }

    @Test
    void refusesWhatItCannotKeep() {
        var index = TextIndex.create(TWO_FIELDS);
        index.add(1, Map.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.add(1, Map.of()))
                .withMessage("id must not be in the index yet but 1 is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.add(2, Map.of("author", "x")))
                .withMessage("field must be one of [title, body] but was \"author\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.addTerms(2, Map.of("body", List.of(""))));
        assertThat(index.size()).isEqualTo(1);
        assertThat(index.search(TextQuery.of(""), TextSearchSettings.of(3))).isEmpty();
        assertThat(index.search(TextQuery.of("unknown"), TextSearchSettings.of(3))).isEmpty();
        index.close();
        index.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> index.search(TextQuery.of("x"), TextSearchSettings.of(1)))
                .withMessage("text index is closed");
    }

    @Test
    void keepsLengthsAsLuceneDoes() {
        assertThat(NormByte.decode(NormByte.encode(39))).isEqualTo(39);
        assertThat(NormByte.decode(NormByte.encode(41))).isEqualTo(40);
        assertThat(NormByte.encode(Integer.MAX_VALUE)).isEqualTo(255);
        for (int code = 0; code < 256; code++) {
            assertThat(NormByte.encode(NormByte.decode(code))).isEqualTo(code);
        }
    }
}
