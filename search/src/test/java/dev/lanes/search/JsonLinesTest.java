package dev.lanes.search;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {
    private static final String TWO = "{\"id\":1}\n{\"id\":2}\n";

    @TempDir private Path folder;

    private List<String> read(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("file.jsonl"), content);
        List<String> documents = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(file)) {
            lines.forEach(document -> documents.add(document.json()));
        }
        return documents;
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void skipsWhatIsNoDocument() throws IOException {
        String text = "\uFEFF{\"id\":1}\r\n\n   \r\n{\"id\":2}";
        assertThat(read(text.getBytes(UTF_8))).containsExactly("{\"id\":1}", "{\"id\":2}");
        assertThat(read(new byte[0])).isEmpty();
    }

    @Test
    void unzipsByContent() throws IOException {
        assertThat(read(zipped(TWO))).containsExactly("{\"id\":1}", "{\"id\":2}");
        assertThat(read(TWO.getBytes(UTF_8))).containsExactly("{\"id\":1}", "{\"id\":2}");
    }

    @Test
    void saysWhereGzipIsBroken() throws IOException {
        byte[] zipped = zipped(TWO);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> read(Arrays.copyOf(zipped, zipped.length - 12)))
                .withMessageContaining("file.jsonl, line")
                .withMessageContaining("broken gzip data");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read(Arrays.copyOf(zipped, 5)))
                .withMessageContaining("broken gzip data");
    }

    @Test
    void saysWhereTextIsNotUtf8() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> read("{}\n{\"a\":\"é\"}".getBytes(ISO_8859_1)))
                .withMessageEndingWith("file.jsonl, line 2: the text must be UTF-8 but is not");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":}|broken JSON: Unexpected character ('}' (code 125)): expected a valid value",
                "{\"id\":1|broken JSON: Unexpected end-of-input",
                "{\"id\":1,\"id\":2}|broken JSON: Duplicate Object property \"id\"",
                "[1]|a document must be a JSON object but was an array",
                "7|a document must be a JSON object but was a number",
                "{} {}|a document must be one JSON object but more follows it"
            })
    void saysWhatIsWrongWithALine(String line, String message) {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> read(("{}\n\n" + line + "\n").getBytes(UTF_8)))
                .withMessageContaining("file.jsonl, line 3: " + message);
    }

    @Test
    void saysWhatIsTooLargeForTheParser() {
        List<String> lines =
                List.of(
                        "{\"a\":" + "[".repeat(2000) + "]".repeat(2000) + "}",
                        "{\"a\":" + "1".repeat(5000) + "}",
                        "{\"" + "a".repeat(60_000) + "\":1}");
        for (String line : lines) {
            assertThatExceptionOfType(InvalidDocumentException.class)
                    .isThrownBy(() -> read(("{}\n" + line).getBytes(UTF_8)))
                    .withMessageContaining("file.jsonl, line 2: broken JSON: ");
        }
    }

    @Test
    void doesNotSpeakOfTheParsersSettings() {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> read("{\"id\":1".getBytes(UTF_8)))
                .withMessageEndingWith(
                        "Unexpected end-of-input: expected close marker for Object (column 8)");
    }

    @Test
    void canBeGoneThroughOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("once.jsonl"), TWO);
        try (JsonLines lines = JsonLines.open(file)) {
            assertThat(lines).hasSize(2);
            assertThatIllegalStateException().isThrownBy(lines::iterator);
        }
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> JsonLines.open(folder.resolve("nowhere")));
    }
}
