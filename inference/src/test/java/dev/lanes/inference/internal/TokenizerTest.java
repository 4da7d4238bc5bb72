package dev.lanes.inference.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pairs, windows and limits, with BERT's vocabulary: 101 is `[CLS]`, 102 is `[SEP]`, 1037 is "a",
/// 1038 is "b".
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenizerTest {
    private static final int MOST = 8;

    private Tokenizer tokenizer;

    @BeforeAll
    void open() throws IOException {
        var file = SharedData.file("tokenizers/bert-base-uncased-tokenizer.json.gz");
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            tokenizer = Tokenizer.open("tokenizer.json", in.readAllBytes(), MOST);
        }
    }

    @AfterAll
    void close() {
        if (tokenizer != null) {
            tokenizer.close();
        }
    }

    @Test
    void pairHasSpecialTokensAndTypes() {
        TokenSequence pair = tokenizer.encodePairs("a", new String[] {"b b"})[0];
        assertThat(pair.ids()).containsExactly(101, 1037, 102, 1038, 1038, 102);
        assertThat(pair.second()).isEqualTo(3);
    }

    @Test
    void passageIsTruncatedAndQueryIsNot() {
        TokenSequence[] pairs =
                tokenizer.encodePairs("a a a", new String[] {"b b b b b b", "", "b"});
        assertThat(pairs[0].ids()).containsExactly(101, 1037, 1037, 1037, 102, 1038, 1038, 102);
        assertThat(pairs[1].ids()).containsExactly(101, 1037, 1037, 1037, 102, 102);
        assertThat(pairs[1].second()).isEqualTo(5);
        assertThat(pairs[2].ids()).containsExactly(101, 1037, 1037, 1037, 102, 1038, 102);
    }

    @Test
    void queryLeavesRoomForOneTokenOfThePassage() {
        TokenSequence pair = tokenizer.encodePairs("a ".repeat(50), new String[] {"b b"})[0];
        assertThat(pair.ids()).containsExactly(101, 1037, 1037, 1037, 1037, 102, 1038, 102);
        assertThat(pair.second()).isEqualTo(6);
    }

    @Test
    void windowsOverlapAndCoverTheText() {
        assertThat(tokenizer.encodeWindows("a b a b a b a b a", 2))
                .containsExactly(
                        new long[] {101, 1037, 1038, 1037, 1038, 1037, 1038, 102},
                        new long[] {101, 1037, 1038, 1037, 1038, 1037, 102});
        assertThat(tokenizer.encodeWindows("a b", 2))
                .containsExactly(new long[] {101, 1037, 1038, 102});
        assertThat(tokenizer.encodeWindows("", 2)).containsExactly(new long[] {101, 102});
        assertThat(tokenizer.encodeWindows("a ".repeat(20), 100)).hasSize(15);
    }

    @Test
    void specialTokensAreKnown() {
        assertThat(tokenizer.special().stream().boxed().toList())
                .isEqualTo(List.of(0, 100, 101, 102, 103));
        assertThat(tokenizer.largestId()).isEqualTo(30_521);
    }

    @Test
    void textsOfTenMegabytes() {
        String[] texts = {
            "a ".repeat(5_000_000),
            "a".repeat(1_000_000),
            " ".repeat(10_000_000) + "a",
            "\uD800".repeat(10_000_000),
            "\u4E2D".repeat(3_300_000)
        };
        long[][] ids =
                Assertions.assertTimeoutPreemptively(
                        Duration.ofMinutes(3), () -> tokenizer.encode(texts));
        assertThat(ids[0]).containsExactly(101, 1037, 1037, 1037, 1037, 1037, 1037, 102);
        assertThat(ids[1]).containsExactly(101, 100, 102);
        assertThat(ids[2]).containsExactly(101, 1037, 102);
        assertThat(ids[3]).hasSizeBetween(2, MOST);
        assertThat(ids[4]).containsExactly(101, 1746, 1746, 1746, 1746, 1746, 1746, 102);
    }

    @Test
    void controlCharactersAndHalvesOfSurrogates() {
        String[] texts = {"a\u0000b\u0001", "\u0000", "a\uDC00", "a\uFFFD"};
        long[][] ids = tokenizer.encode(texts);
        for (long[] row : ids) {
            assertThat(row).startsWith(101).endsWith(102);
        }
        assertThat(Arrays.equals(ids[2], ids[3])).isTrue();
    }

    /// As the prefix of a model makes of a text without blanks.
    @Test
    void oneBlankInFrontOfTenMegabytes() {
        String[] texts = {"passage: " + "\u4E2D".repeat(3_300_000)};
        long[] ids =
                Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(10), () -> tokenizer.encode(texts)[0]);
        assertThat(ids).hasSize(MOST).startsWith(101).endsWith(1746, 102);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10_000_001, 2_000_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void idsOutOfRange(int id) {
        for (String json :
                List.of(
                        "{\"model\": {\"vocab\": {\"river\": %d}}}",
                        "{\"added_tokens\": [{\"id\": %d, \"content\": \"river\","
                                + " \"special\": true}]}")) {
            byte[] content = json.formatted(id).getBytes(UTF_8);
            assertThatThrownBy(() -> VocabularyIds.read("t.json", content))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessage(wrong(id));
            assertThatThrownBy(() -> TokenizerJson.read("t.json", content))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessage(wrong(id));
        }
    }

    private static String wrong(int id) {
        return "t.json: id of token \"river\" must be in 0..10000000 but was " + id;
    }

    @Test
    void idsOfAddedTokensAndOfAList() {
        String json =
                """
                {"added_tokens": [{"id": 7, "content": "sea", "special": false}],
                 "model": {"vocab": [["a", -1.5], ["b", -2.5]]}}
                """;
        assertThat(VocabularyIds.read("t.json", json.getBytes(UTF_8)))
                .isEqualTo(Map.of("sea", 7, "a", 0, "b", 1));
    }
}
