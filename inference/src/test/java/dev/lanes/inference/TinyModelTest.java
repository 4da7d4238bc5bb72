package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model in a directory, small enough that each number can be worked out by hand.
class TinyModelTest {
    @TempDir Path folder;

    private DenseEncoder open(String pooling, String normalize) throws Exception {
        return DenseEncoder.open(TinyModel.write(folder, TinyModel.descriptor(pooling, normalize)));
    }

    @Test
    void meanPoolingLeavesPaddingOut() throws Exception {
        try (var encoder = open("mean", "false")) {
            assertThat(encoder.encodePassages(List.of("one two", "one two three four", "three")))
                    .isDeepEqualTo(new float[][] {{1.5f, 1}, {2.5f, 1}, {3, 1}});
        }
    }

    @Test
    void clsPoolingTakesTheFirstToken() throws Exception {
        try (var encoder = open("cls", "false")) {
            assertThat(encoder.encodePassages(List.of("two three", "four one one")))
                    .isDeepEqualTo(new float[][] {{2, 1}, {4, 1}});
        }
    }

    @Test
    void normalizedVectorsHaveLengthOne() throws Exception {
        try (var encoder = open("mean", "true")) {
            float length = (float) Math.sqrt(1.5 * 1.5 + 1);
            assertThat(encoder.encodePassages(List.of("one two")))
                    .isDeepEqualTo(new float[][] {{1.5f / length, 1 / length}});
        }
    }

    @Test
    void queryPrefixStandsBeforeQueriesOnly() throws Exception {
        try (var encoder = open("mean", "false")) {
            assertThat(encoder.encodeQuery("two")).containsExactly(3, 1);
            assertThat(encoder.encodePassages(List.of("two"))[0]).containsExactly(2, 1);
        }
    }

    @Test
    void truncatesAtTheLimitOfTheDescriptor() throws Exception {
        try (var encoder = open("mean", "false")) {
            assertThat(encoder.encodePassages(List.of("one one one one one four three three"))[0])
                    .containsExactly(1.5f, 1);
        }
    }

    @Test
    void textWithoutTokensIsAVectorOfZeros() throws Exception {
        for (String pooling : List.of("mean", "cls")) {
            for (String normalize : List.of("true", "false")) {
                try (var encoder = open(pooling, normalize)) {
                    assertThat(encoder.encodePassages(List.of("", "  "))[0]).containsOnly(0);
                }
            }
        }
    }

    @Test
    void progressCountsEveryTextAndRealToken() throws Exception {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            texts.add("one ".repeat(1 + i % 4));
        }
        long[] seen = new long[2];
        try (var encoder = open("mean", "false")) {
            float[][] rows =
                    encoder.encodePassages(
                            texts,
                            (count, tokens) -> {
                                seen[0] += count;
                                seen[1] += tokens;
                            });
            assertThat(rows).hasDimensions(5000, 2);
        }
        assertThat(seen).containsExactly(5000, 1250 * (1 + 2 + 3 + 4));
    }

    @Test
    void exceptionFromProgressEndsTheEncoding() throws Exception {
        try (var encoder = open("mean", "false")) {
            assertThatThrownBy(() ->
                            encoder.encodePassages(
                                    List.of("one"),
                                    (texts, tokens) -> {
                                        throw new IllegalStateException("enough");
                                    }))
                    .hasMessage("enough");
            assertThat(encoder.encodeQuery("two")).containsExactly(3, 1);
        }
    }

    @Test
    void tokensThatTheNetworkDoesNotKnowAreAnError() throws Exception {
        Path directory = TinyModel.write(folder, TinyModel.descriptor("mean", "false"));
        Path tokenizer = directory.resolve("tokenizer.json");
        Files.writeString(
                tokenizer, Files.readString(tokenizer).replace("\"four\": 4", "\"four\": 900000"));
        assertThatThrownBy(() -> DenseEncoder.open(directory))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tokenizer.json: ids of tokens must be below 5")
                .hasMessageContaining("model.onnx")
                .hasMessageContaining("900000");
    }
}
