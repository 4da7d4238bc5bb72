package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What every text gets from an encoder, on two real models.
class EncodingTest {
    private static DenseEncoder miniLm;
    private static DenseEncoder e5;

    @BeforeAll
    static void open() {
        miniLm = DenseEncoder.open("all-MiniLM-L6-v2");
        e5 = DenseEncoder.open("e5-small-v2");
    }

    @AfterAll
    static void close() {
        miniLm.close();
        e5.close();
    }

    @Test
    void likeMeaningsAreNearerThanUnlikeOnes() {
        List<String> passages =
                List.of(
                        "Bread is baked from flour, water and yeast.",
                        "The moon circles the earth once a month.",
                        "A violin has four strings.");
        for (DenseEncoder encoder : List.of(miniLm, e5)) {
            float[][] rows = encoder.encodePassages(passages);
            assertThat(nearest(encoder.encodeQuery("How do I make a loaf?"), rows)).isEqualTo(0);
            assertThat(nearest(encoder.encodeQuery("lunar orbit"), rows)).isEqualTo(1);
            assertThat(nearest(encoder.encodeQuery("musical instruments"), rows)).isEqualTo(2);
        }
    }

    /// Its weights and activations have eight bits, which moves vectors a little.
    @Test
    void theQuantisedModelGivesAlmostTheSame() {
        List<String> texts =
                List.of(
                        "Bread is baked from flour, water and yeast.",
                        "The moon circles the earth once a month.",
                        "A violin has four strings. ".repeat(20));
        try (var quantised = DenseEncoder.open("all-MiniLM-L6-v2-q")) {
            float[][] rows = quantised.encodePassages(texts);
            float[][] exact = miniLm.encodePassages(texts);
            for (int i = 0; i < rows.length; i++) {
                assertThat(Vectors.cosine(rows[i], exact[i]))
                        .as(texts.get(i))
                        .isBetween(.97, 1 - 1e-6);
            }
        }
    }

    private static int nearest(float[] query, float[][] rows) {
        List<Double> scores = Arrays.stream(rows).map(row -> Vectors.dot(query, row)).toList();
        return scores.indexOf(Collections.max(scores));
    }

    @Test
    void rowsComeInTheOrderOfTheTexts() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            texts.add("word" + i + " text".repeat(i * 7 % 30));
        }
        float[][] rows = miniLm.encodePassages(texts);
        assertThat(rows).hasDimensions(50, 384);
        for (int i = 0; i < rows.length; i++) {
            float[] alone = miniLm.encodePassages(List.of(texts.get(i)))[0];
            assertThat(Vectors.cosine(rows[i], alone)).as(texts.get(i)).isGreaterThan(1 - 1e-6);
        }
    }

    /// Words of one token each, a special token at both ends: 254 fit for MiniLM. e5's prefix takes
    /// two tokens: 508 fit.
    @Test
    void readsAsMuchAsTheModelCan() {
        for (var limit : List.of(List.of(miniLm, 254), List.of(e5, 508))) {
            var encoder = (DenseEncoder) limit.get(0);
            int words = (int) limit.get(1);
            float[] whole = encoder.encodePassages(List.of(river(600, -1)))[0];
            for (int changed : List.of(130, words - 1)) {
                assertThat(encoder.encodePassages(List.of(river(600, changed)))[0])
                        .as("word %d of %d", changed, words)
                        .isNotEqualTo(whole);
            }
            for (int changed : List.of(words, 599)) {
                assertThat(encoder.encodePassages(List.of(river(600, changed)))[0])
                        .as("word %d of %d", changed, words)
                        .isEqualTo(whole);
            }
        }
    }

    /// `count` times "river", but "stone" at one place.
    private static String river(int count, int stone) {
        List<String> words = new ArrayList<>(Collections.nCopies(count, "river"));
        if (stone >= 0) {
            words.set(stone, "stone");
        }
        return String.join(" ", words);
    }

    @Test
    void prefixesAreThoseOfTheModel() {
        assertThat(miniLm.encodeQuery("river"))
                .isEqualTo(miniLm.encodePassages(List.of("river"))[0]);
        assertThat(e5.encodeQuery("river")).isNotEqualTo(e5.encodePassages(List.of("river"))[0]);
    }

    @Test
    void halfASurrogatePairIsAReplacementCharacterAndHarmsNothingElse() {
        assertThat(miniLm.encodeQuery("\uD83D\uDE00 hello \uD83D"))
                .isEqualTo(miniLm.encodeQuery("\uD83D\uDE00 hello \uFFFD"));
        // The emoji beside it counts: it is a token of its own.
        assertThat(miniLm.encodeQuery("\uD83D\uDE00 hello \uD83D"))
                .isNotEqualTo(miniLm.encodeQuery("hello \uFFFD"));
        float[][] rows = miniLm.encodePassages(List.of("\uDE00\uD83D", "\uDC00", "a\uD800b"));
        for (float[] row : rows) {
            assertThat(Vectors.dot(row, row)).isBetween(1 - 1e-5, 1 + 1e-5);
        }
    }

    @Test
    void manyVeryLongTextsNeedLittleMemory() {
        String megabyte = "A text of a megabyte. ".repeat(50_000);
        assertThat(miniLm.encodePassages(Collections.nCopies(10, megabyte))).hasDimensions(10, 384);
    }

    @Test
    void noTextsGiveNoRows() {
        assertThat(miniLm.encodePassages(List.of())).isEmpty();
    }

    @Test
    void nullNamesTheParameter() {
        assertThatThrownBy(() -> miniLm.encodeQuery(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("text");
        assertThatThrownBy(() -> miniLm.encodePassages(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("texts");
        assertThatThrownBy(() -> miniLm.encodePassages(Arrays.asList("a", null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("texts[1]");
        assertThatThrownBy(() -> miniLm.encodePassages(List.of("a"), null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("progress");
    }

    @Test
    void manyThreadsGetTheVectorsOfOne() throws Exception {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            texts.add("number " + i + " of some".repeat(i));
        }
        float[][] alone = miniLm.encodePassages(texts);
        Callable<Void> task =
                () -> {
                    for (int i = 0; i < texts.size(); i++) {
                        float[] row = miniLm.encodeQuery(texts.get(i));
                        assertThat(Vectors.cosine(row, alone[i])).isGreaterThan(1 - 1e-6);
                    }
                    return null;
                };
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Void> done : threads.invokeAll(Collections.nCopies(8, task))) {
                done.get();
            }
        }
    }
}
