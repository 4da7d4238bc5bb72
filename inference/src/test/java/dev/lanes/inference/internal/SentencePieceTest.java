package dev.lanes.inference.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A SentencePiece model alone gives the ids that the tokenizer.json of the same vocabulary gives,
/// with two exceptions in some 4 % of texts made to provoke them:
///
/// - Hugging Face's tokenizers look characters up for NFKC by grapheme and not by the longest
///   match. So a character that NFKC changes keeps apart from a mark that follows it, or swallows
///   the mark (ｶﾞ, fullwidth a with a grave accent). SentencePiece, with which the model was
///   trained, composes them.
/// - Where two ways to cut a word have the same score (c|cc, cc|c), each takes another.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentencePieceTest {
    private static final int TEXTS = 10_000;

    private static final Pattern JOINING = Pattern.compile("[\\p{M}\u0E33\uFF9E\uFF9F]");

    private byte[] model;
    private Tokenizer pieces;
    private Tokenizer json;

    @BeforeAll
    void open() throws IOException {
        model =
                Files.readAllBytes(
                        SharedData.file("tokenizers/xlm-roberta-sentencepiece.bpe.model"));
        pieces = Tokenizer.openSentencePiece("sentencepiece.bpe.model", model, 64);
        var file = SharedData.file("tokenizers/xlm-roberta-tokenizer.json.gz");
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            json = Tokenizer.open("tokenizer.json", in.readAllBytes(), 64);
        }
    }

    @AfterAll
    void close() {
        if (pieces != null) {
            pieces.close();
        }
        if (json != null) {
            json.close();
        }
    }

    @Test
    void sameIdsOnTextsInManyScripts() {
        long seed = new Random().nextLong();
        var random = new SplittableRandom(seed);
        String[] texts = new String[TEXTS];
        for (int i = 0; i < TEXTS; i++) {
            texts[i] = ScriptTexts.next(random);
        }
        long[][] found = pieces.encode(texts);
        long[][] expected = json.encode(texts);
        List<String> differences = new ArrayList<>();
        int ties = 0;
        int marks = 0;
        for (int i = 0; i < TEXTS; i++) {
            if (sorted(expected[i]).equals(sorted(found[i]))
                    && !Arrays.equals(expected[i], found[i])) {
                ties++;
            } else if (hasComposedMark(texts[i])) {
                marks++;
            } else if (!Arrays.equals(expected[i], found[i])) {
                differences.add(
                        "\"%s\": expected %s but found %s"
                                .formatted(
                                        escaped(texts[i]),
                                        Arrays.toString(expected[i]),
                                        Arrays.toString(found[i])));
            }
        }
        assertThat(differences).as("seed %d, %d differ", seed, differences.size()).isEmpty();
        assertThat(ties).as("seed %d", seed).isLessThan(TEXTS / 200);
        assertThat(marks).as("seed %d", seed).isLessThan(TEXTS / 10);
    }

    @Test
    void sameIdsOfSpecialTokensAndOddTexts() {
        String[] texts = {
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\uD800",
            "a\uDC00b",
            "\u0001\u0002x\u007F",
            "▁",
            "<s>",
            "a<s>b",
            "</s> <pad> x<unk>",
            "x <mask>",
            "x  <mask>\t<mask> y",
            "<mask",
            "☃",
            "☃☃ ☃",
            "abcdefgh".repeat(700),
            "a b ".repeat(5000),
            "日本語のテキスト".repeat(2000)
        };
        assertThat(pieces.encode(texts)).isDeepEqualTo(json.encode(texts));
    }

    @Test
    void wordsWithoutEndAreCutFarBehindTheLimit() {
        long seed = new Random().nextLong();
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 60; i++) {
            var text = new StringBuilder();
            for (int words = 0; words < 400; words++) {
                text.append(ScriptTexts.next(random).replaceAll("\\s", ""));
            }
            String whole = text.toString();
            long[] begun = pieces.encode(new String[] {whole})[0];
            long[] window = pieces.encodeWindows(whole, 0).getFirst();
            assertThat(begun).as("seed %d, text %d", seed, i).containsExactly(window);
        }
    }

    @Test
    void manySpecialTokensAndManyBlanks() {
        String tokens = "<s>".repeat(40_000);
        assertThat(pieces.encodeWindows(tokens, 0))
                .allSatisfy(window -> assertThat(window).containsOnly(0, 2))
                .hasSize((40_000 + 61) / 62);
        String blanks = " ".repeat(1_000_000);
        List<long[]> windows =
                Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () -> pieces.encodeWindows("a" + blanks + "<x" + blanks + "<mask>", 0));
        assertThat(windows.getLast()).contains(250_001);
    }

    @Test
    void samePairs() {
        String[] passages = {"", "the Nile ends in the sea", "long ".repeat(100), "<s>"};
        assertThat(pieces.encodePairs("where does the Nile end?", passages))
                .usingRecursiveComparison()
                .isEqualTo(json.encodePairs("where does the Nile end?", passages));
    }

    @Test
    void sameSpecialTokensAndSize() {
        assertThat(pieces.special()).isEqualTo(json.special());
        assertThat(pieces.largestId()).isEqualTo(json.largestId()).isEqualTo(250_001);
    }

    @Test
    void damagedModels() {
        for (byte[] bytes :
                List.of(
                        new byte[0],
                        new byte[] {1, 2, 3},
                        "Once upon a time".getBytes(UTF_8),
                        Arrays.copyOf(model, model.length / 2))) {
            assertThatThrownBy(() -> Tokenizer.openSentencePiece("some.model", bytes, 64))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageContaining("some.model");
        }
    }

    private static List<Long> sorted(long[] ids) {
        return Arrays.stream(ids).sorted().boxed().toList();
    }

    /// Whether a character that NFKC changes stands before one that joins its grapheme.
    private static boolean hasComposedMark(String text) {
        int[] points = text.codePoints().toArray();
        for (int i = 1; i < points.length; i++) {
            String before = Character.toString(points[i - 1]);
            if (JOINING.matcher(Character.toString(points[i])).matches()
                    && !Normalizer.isNormalized(before, Normalizer.Form.NFKC)) {
                return true;
            }
        }
        return false;
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.chars()
                .forEach(c -> {
                    if (c < 32 || c > 126) {
                        escaped.append("\\u%04X".formatted(c));
                    } else {
                        escaped.append((char) c);
                    }
                });
        return escaped.toString();
    }
}
