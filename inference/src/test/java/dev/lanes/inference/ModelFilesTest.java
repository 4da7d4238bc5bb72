package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of a model that are missing, damaged or at odds with each other.
class ModelFilesTest {
    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        TinyModel.write(folder, TinyModel.descriptor("mean", "true"));
    }

    private void opensWith(String... parts) {
        assertThatThrownBy(() -> DenseEncoder.open(folder))
                .isInstanceOf(ModelFileException.class)
                .message()
                .contains(parts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.onnx", "tokenizer.json", "descriptor.json"})
    void missingFile(String file) throws IOException {
        Files.delete(folder.resolve(file));
        opensWith(folder.resolve(file).toString(), "expected a file but found none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.onnx", "tokenizer.json", "descriptor.json"})
    void emptyFile(String file) throws IOException {
        Files.write(folder.resolve(file), new byte[0]);
        opensWith(folder.resolve(file).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.onnx", "tokenizer.json", "descriptor.json"})
    void fileCutInHalf(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        Files.write(folder.resolve(file), Arrays.copyOf(bytes, bytes.length / 2));
        opensWith(folder.resolve(file).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.onnx", "tokenizer.json", "descriptor.json"})
    void fileOfSomethingElse(String file) throws IOException {
        Files.writeString(folder.resolve(file), "Once upon a time there was a file.");
        opensWith(folder.resolve(file).toString());
    }

    @Test
    void directoryThatIsNotThere() {
        Path absent = folder.resolve("absent");
        assertThatThrownBy(() -> DenseEncoder.open(absent))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(absent.toString());
    }

    @Test
    void networkWithAnInputThatNobodyFeeds() throws IOException {
        Files.write(
                folder.resolve("model.onnx"),
                TinyModel.network(List.of("input_ids", "position_ids"), 3));
        opensWith("model.onnx", "inputs must be", "position_ids");
    }

    @Test
    void networkThatDoesNotTakeTokens() throws IOException {
        Files.write(folder.resolve("model.onnx"), TinyModel.network(List.of("pixels"), 3));
        opensWith("model.onnx", "inputs must be", "pixels");
    }

    @Test
    void networkWithoutAVectorForEachToken() throws IOException {
        Files.write(folder.resolve("model.onnx"), TinyModel.network(List.of("input_ids"), 2));
        opensWith("model.onnx");
    }

    @Test
    void descriptorThatIsTooLargeForTheParser() throws IOException {
        String nested = "[".repeat(2000) + "]".repeat(2000);
        Files.writeString(folder.resolve("descriptor.json"), "{\"name\":" + nested + "}");
        opensWith(folder.resolve("descriptor.json").toString(), "depth");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"dimension\": 2 | \"dimension\": 3 | expected vectors of dimension 3 but found 2",
                "\"dimension\": 2 | \"dimension\": 0 | dimension must be in 1..4096 but was 0",
                "\"dimension\": 2 | \"dimension\": 9e9 | \"dimension\" must be a whole number but was",
                "\"dimension\": 2 | \"dimension\": 9999999999 | dimension must be in 1..4096 but was",
                "\"dimension\": 2 | \"dimension\": \"2\" | \"dimension\" must be a whole number but was \"2\"",
                "\"dimension\": 2, | ` ` | \"dimension\" must be a whole number but is missing",
                "\"mean\" | \"max\" | \"pooling\" must be one of [mean, cls, last_token, none] but was \"max\"",
                "\"mean\" | 7 | \"pooling\" must be one of [mean, cls, last_token, none] but was 7",
                "true | \"yes\" | \"normalize\" must be true or false but was \"yes\"",
                "\"max_tokens\": 6 | \"max_tokens\": -1 | max_tokens must be in 3..65536 but was -1",
                "\"tiny\" | \" \" | name must not be blank but was \" \"",
                "\"dot\" | null | \"similarity\" must be one of [euclidean, cosine, dot] but was null",
                "\"dot\" | \"dot\", \"bytes\": 12 | expected 12 bytes but found",
                "\"dot\" | \"dot\", \"colour\": 12 | keys must be among",
                "\"name\": \"tiny\" | \"name\": \"tiny\", \"name\": \"tiny\" | line 1, column",
            })
    void descriptorThatIsWrong(String old, String replacement, String message) throws IOException {
        String descriptor = TinyModel.descriptor("mean", "true");
        Files.writeString(folder.resolve("descriptor.json"), descriptor.replace(old, replacement));
        opensWith(folder.toString(), message);
    }
}
