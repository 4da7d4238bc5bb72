package dev.lanes.sparse.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Queries of queries, beside their definitions on what single queries find.
class ComposedQueryTest {
    private static final TextSearchSettings ALL = TextSearchSettings.of(10_000);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final TextIndex index = TextIndex.create(TextSettings.of("title", "body"));

    @BeforeEach
    void fill() {
        for (long id = 0; id < 3_000; id++) {
            index.add(id, Map.of("title", words(4), "body", words(20)));
        }
    }

    @AfterEach
    void close() {
        index.close();
    }

    private String words(int most) {
        var words = new StringBuilder();
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            words.append('w').append((int) Math.pow(50, random.nextDouble()) - 1).append(' ');
        }
        return words.toString();
    }

    private TextQuery words(String text, String field) {
        return new TextQuery.Words(text, Optional.of(field));
    }

    private Map<Long, Float> scores(TextQuery query) {
        var hits = index.search(query, ALL);
        assertThat(hits).as("seed %d", seed).isEqualTo(index.searchExhaustively(query, ALL));
        for (int k : new int[] {1, 7, 50}) {
            assertThat(index.search(query, TextSearchSettings.of(k)))
                    .as("seed %d, k %d", seed, k)
                    .isEqualTo(hits.subList(0, Math.min(k, hits.size())));
        }
        var scores = new TreeMap<Long, Float>();
        hits.forEach((Hit hit) -> scores.put(hit.id(), hit.score()));
        return scores;
    }

    private void assertSame(Map<Long, Float> found, Map<Long, Double> expected) {
        assertThat(found.keySet()).as("seed %d", seed).isEqualTo(expected.keySet());
        expected.forEach((id, score) ->
                assertThat((double) found.get(id))
                        .as("seed %d, id %d", seed, id)
                        .isCloseTo(score, within(1e-4 * score)));
    }

    @Test
    void takesTheBestAndAShareOfTheOthers() {
        for (float share : new float[] {0, .3f, 1}) {
            var text = words(3) + "w0";
            var title = scores(words(text, "title"));
            var body = scores(words(text, "body"));
            var expected = new TreeMap<Long, Double>();
            for (long id = 0; id < 3_000; id++) {
                double a = 2.5 * title.getOrDefault(id, 0f);
                double b = body.getOrDefault(id, 0f);
                if (a + b > 0) {
                    expected.put(id, Math.max(a, b) + share * Math.min(a, b));
                }
            }
            var boosted = new TextQuery.Boosted(words(text, "title"), 2.5f);
            assertSame(
                    scores(new TextQuery.Best(List.of(boosted, words(text, "body")), share)),
                    expected);
        }
    }

    @Test
    void multipliesScores() {
        for (int i = 0; i < 20; i++) {
            float factor = 4 * random.nextFloat() + .1f;
            var query =
                    switch (random.nextInt(4)) {
                        case 0 -> new TextQuery.Phrase("w0 w1", Optional.of("body"));
                        case 1 -> new TextQuery.Prefix("w2", Optional.of("body"));
                        case 2 -> new TextQuery.AllWords("w0 w1", Optional.empty());
                        default -> words(words(5) + "w0", "title");
                    };
            var expected = new TreeMap<Long, Double>();
            scores(query).forEach((id, score) -> expected.put(id, (double) score * factor));
            assertSame(scores(new TextQuery.Boosted(query, factor)), expected);
        }
    }

    @Test
    void findsWhatHasAllWordsInOneField() {
        for (int i = 0; i < 20; i++) {
            var terms = List.of(words(1) + "w0", "w1", "w" + random.nextInt(5));
            var text = String.join(" ", terms);
            var expected = new TreeMap<Long, Double>();
            var sums = scores(words(text, "body"));
            var single = new ArrayList<Map<Long, Float>>();
            for (var term : text.split(" ", -1)) {
                single.add(scores(words(term, "body")));
            }
            sums.forEach((id, score) -> {
                if (single.stream().allMatch(found -> found.containsKey(id))) {
                    expected.put(id, (double) score);
                }
            });
            assertSame(scores(new TextQuery.AllWords(text, Optional.of("body"))), expected);
        }
        assertThat(scores(new TextQuery.AllWords("", Optional.of("body")))).isEmpty();
        assertThat(scores(new TextQuery.AllWords("w0 nowhere", Optional.of("body")))).isEmpty();
    }

    @Test
    void refusesFactorsOutOfRange() {
        var query = TextQuery.of("x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextQuery.Boosted(query, 0))
                .withMessage("boost must be finite and above 0 but was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextQuery.Best(List.of(query), 1.5f))
                .withMessage("tie breaker must be in 0..1 but was 1.5");
    }
}
