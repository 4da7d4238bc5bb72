package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Models in directories and zip files, whole and broken ones.
class PackagesTest {
    @TempDir Path folder;

    private Path model;
    private Path zip;

    @BeforeEach
    void write() throws IOException {
        model = TinyModel.write(folder.resolve("model"), TinyModel.descriptor("mean", "false"));
        zip = folder.resolve("model.zip");
    }

    private static void works(Path path) {
        try (var encoder = DenseEncoder.open(path)) {
            assertThat(encoder.encodeQuery("two")).containsExactly(3, 1);
        }
    }

    private static void fails(Path path, String... parts) {
        assertThatThrownBy(() -> DenseEncoder.open(path))
                .isInstanceOf(ModelFileException.class)
                .message()
                .contains(parts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tiny-1.0/"})
    void zipFile(String prefix) throws IOException {
        works(Zips.of(model, prefix, zip));
    }

    @Test
    void zipFileLeavesNothingBehind() throws IOException {
        Zips.of(model, "", zip);
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        long before = unpacked(temporary);
        works(zip);
        Files.delete(model.resolve("tokenizer.json"));
        Files.delete(zip);
        Zips.of(model, "", zip);
        fails(zip, zip + "!", "tokenizer.json: expected a file but found none");
        assertThat(unpacked(temporary)).isEqualTo(before);
    }

    private static long unpacked(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(Files::isDirectory)
                    .filter(file -> file.getFileName().toString().matches("lanes-\\d+"))
                    .count();
        }
    }

    @Test
    void networkInAFolderOfItsOwn() throws IOException {
        Files.createDirectories(model.resolve("onnx"));
        Files.move(model.resolve("model.onnx"), model.resolve("onnx/model.onnx"));
        works(model);
        Files.copy(model.resolve("onnx/model.onnx"), model.resolve("model.onnx"));
        fails(model, "expected one of [model.onnx, onnx/model.onnx] but found [model.onnx, onnx/");
        describeAlso("\"model\": \"onnx/model.onnx\"");
        works(model);
        describeAlso("\"model\": \"onnx/../../other.onnx\"");
        fails(model, "files must lie in this directory but one is \"onnx/../../other.onnx\"");
        describeAlso("\"model\": \"onnx/other.onnx\"");
        fails(model, "onnx/other.onnx: expected a file but found none");
    }

    private void describeAlso(String entry) throws IOException {
        Files.writeString(
                model.resolve("descriptor.json"),
                TinyModel.descriptor("mean", "false").replaceFirst("\\{", "{" + entry + ","));
    }

    @Test
    void tensorsInAFileOfTheirOwn() throws IOException {
        Files.write(model.resolve("model.onnx"), TinyModel.externalNetwork("model.onnx_data"));
        fails(model, "model.onnx: expected its tensors in", "onnx_data but found no such file");
        Files.write(model.resolve("model.onnx_data"), TinyModel.table());
        works(model);
        works(Zips.of(model, "", zip));
    }

    @Test
    void sentencePieceModelAlone() throws IOException {
        Path pieces = SharedData.file("tokenizers/xlm-roberta-sentencepiece.bpe.model");
        Files.delete(model.resolve("tokenizer.json"));
        Files.copy(pieces, model.resolve("sentencepiece.bpe.model"));
        fails(model, "sentencepiece.bpe.model: ids of tokens must be below 5", "250001");
        Files.write(model.resolve("model.onnx"), TinyModel.network(250_002));
        try (var encoder = DenseEncoder.open(model)) {
            // Of <s> (0, 1), </s> (2, 1), and of words what nobody set.
            assertThat(encoder.encodePassages(List.of("hello", "")))
                    .isDeepEqualTo(new float[][] {{2 / 4f, 2 / 4f}, {1, 1}});
        }
        Files.writeString(model.resolve("sentencepiece.bpe.model"), "something else");
        fails(model, "sentencepiece.bpe.model: expected a SentencePiece model but found");
    }

    @Test
    void outputThatTheNetworkHasNot() throws IOException {
        describeAlso("\"output\": \"scores\"");
        fails(model, "model.onnx", "expected", "scores", "found", "vectors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../table", "/etc/passwd", "a/../../table"})
    void tensorsElsewhere(String location) throws IOException {
        Files.write(folder.resolve("table"), TinyModel.table());
        Files.write(model.resolve("model.onnx"), TinyModel.externalNetwork(location));
        fails(model, "files with its tensors must lie in its directory but one is", location);
    }

    @Test
    void hashOfTheNetwork() throws IOException {
        String wrong = "0".repeat(64);
        describeAlso("\"sha256\": \"" + wrong + "\"");
        fails(model, "model.onnx: expected the SHA-256 " + wrong + " but found ");
        describeAlso("\"sha256\": \"12\"");
        fails(model, "sha256 must be 64 digits of 0-9 a-f but was \"12\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "a/../../evil",
                "/etc/evil",
                "a\\..\\evil",
                "C:evil",
                "",
                "a/../b",
                "./a",
                "a\u0000b",
                "a\nb"
            })
    void namesThatLeadAway(String name) throws IOException {
        fails(
                Zips.named(zip, List.of("descriptor.json", name)),
                zip.toString(),
                "names of entries must be relative");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void tooManyEntries() throws IOException {
        Zips.named(zip, Stream.iterate(0, i -> i + 1).limit(10_001).map(i -> "a" + i).toList());
        fails(zip, "must have at most 10000 entries but has 10001");
    }

    @Test
    void bomb() throws IOException {
        Zips.zeros(zip, 300);
        assertThat(Files.size(zip)).isLessThan(1 << 20);
        fails(zip, "must unpack to at most", "model.onnx");
        Zips.lie(zip, 10);
        fails(zip, zip.toString());
    }

    @Test
    void bombThatSaysSo() throws IOException {
        Zips.zeros(zip, 1);
        Zips.lie(zip, -2);
        fails(zip, "must unpack to at most", "model.onnx");
    }

    @Test
    void archiveCutAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(Zips.of(model, "", zip));
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(zip, Arrays.copyOf(whole, length));
            fails(zip, zip.toString());
        }
    }

    @Test
    void archiveWithWrongBytes() throws IOException {
        byte[] whole = Files.readAllBytes(Zips.of(model, "", zip));
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(zip, bytes);
            try {
                works(zip);
            } catch (ModelFileException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining(zip.toString());
            }
        }
    }

    @Test
    void networkOfRandomBytes() throws IOException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var bytes = new byte[random.nextInt(1, 2000)];
            random.nextBytes(bytes);
            Files.write(model.resolve("model.onnx"), bytes);
            assertThatThrownBy(() -> DenseEncoder.open(model))
                    .as("seed %d", seed)
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageContaining("model.onnx: expected an ONNX network but found");
        }
    }

    @Test
    void networkWithWrongBits() throws IOException {
        byte[] whole = Files.readAllBytes(model.resolve("model.onnx"));
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(model.resolve("model.onnx"), bytes);
            try (var encoder = DenseEncoder.open(model)) {
                encoder.encodeQuery("two");
            } catch (ModelFileException | IllegalStateException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("model.onnx");
            }
        }
    }

    @Test
    void textsOfAllKinds() {
        try (var encoder = DenseEncoder.open(model)) {
            for (String text : List.of("", "\u0000", "\uD800", "one\uDC00", "\u0007\u001B", "x")) {
                assertThat(encoder.encodeQuery(text)).hasSize(2).doesNotContain(Float.NaN);
            }
            String long10 = "two ".repeat(2_500_000);
            assertThat(encoder.encodePassages(List.of(long10))[0]).containsExactly(2, 1);
            assertThatThrownBy(() -> encoder.encodeQuery(null))
                    .isInstanceOf(NullPointerException.class);
        }
    }
}
