package dev.lanes.search.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.FileTrees;
import dev.lanes.search.Passages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the user gets wrong ends with code 2, nothing on standard output, one or two lines on
/// standard error that name the thing, and nothing written.
class ErrorsTest {
    @TempDir private static Path shared;
    @TempDir private Path folder;
    private static Path collection;

    @BeforeAll
    static void make() throws IOException {
        collection = shared.resolve("collection");
        Passages.builder().create(collection, Passages.first(3)).close();
    }

    private void fails(List<String> args, String... fragments) {
        Captured run = Captured.run(args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).hasSizeBetween(1, 2);
        assertThat(run.err()).contains(fragments).doesNotContain("Exception", "\tat ", "Usage:");
    }

    private void indexFails(String content, String... fragments) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.jsonl"), content);
        fails(index(file), fragments);
        assertThat(FileTrees.names(folder)).containsExactly("bad.jsonl");
    }

    private List<String> index(Path file, String... more) {
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "index",
                                file.toString(),
                                "--out",
                                folder.resolve("out").toString(),
                                "--text",
                                "text"));
        if (!List.of(more).contains("--model")) {
            args.addAll(List.of("--model", Passages.MODEL));
        }
        args.addAll(Arrays.asList(more));
        return args;
    }

    private static List<String> search(String... more) {
        List<String> args = new ArrayList<>(List.of("search", collection.toString(), "question"));
        args.addAll(Arrays.asList(more));
        return args;
    }

    @Test
    void badLines() throws IOException {
        String good = "{\"id\":1,\"text\":\"a\"}\n";
        indexFails(good + "{\"id\":2,", "bad.jsonl, line 2", "broken JSON");
        indexFails(good + "\n\n[1,2]", "bad.jsonl, line 4", "must be a JSON object", "an array");
        indexFails(good + "{\"id\":2}", "bad.jsonl, line 2", "\"text\" is missing");
        indexFails(
                good + "{\"id\":2,\"text\":null}",
                "bad.jsonl, line 2",
                "\"text\" must be a string");
        indexFails(good + "{\"text\":\"b\"}", "bad.jsonl, line 2", "\"id\" is missing");
        indexFails(
                good + "{\"id\":[],\"text\":\"b\"}", "bad.jsonl, line 2", "a string or a number");
        indexFails(
                good + "{\"id\":2,\"text\":\"b\"}\n{\"id\":\"1\",\"text\":\"c\"}",
                "bad.jsonl, line 3",
                "\"1\" is also the id of line 1");
        indexFails("\n\n", "at least one document");
        indexFails(good + "{\"id\":2,\"text\":\"\0\"}", "bad.jsonl, line 2", "broken JSON");
    }

    @Test
    void badFiles() throws IOException {
        fails(index(folder.resolve("nowhere.jsonl")), "nowhere.jsonl: there is no such file");
        fails(index(folder), folder + ": the documents must be a file");
        Path file = folder.resolve("cut.jsonl.gz");
        Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1});
        fails(index(file), "cut.jsonl.gz, line 1: broken gzip data");
        Files.write(file, "{\"text\":\"é\"}".getBytes(ISO_8859_1));
        fails(index(file), "line 1: the text must be UTF-8");
    }

    @Test
    void badPlaces() throws IOException {
        Path file = Files.writeString(folder.resolve("ok.jsonl"), "{\"text\":\"a\"}");
        Path ours = folder.resolve("out");
        FileTrees.copy(collection, ours);
        fails(index(file), "out is a Lanes collection already", "--replace");

        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        List<String> args = index(file);
        args.set(3, theirs.toString());
        fails(args, "theirs exists and is not a Lanes collection");
        args.add("--replace");
        fails(args, "theirs exists and is not a Lanes collection");
        assertThat(FileTrees.names(theirs)).isEmpty();

        args.set(3, folder.resolve("no/parent").toString());
        fails(args, "no: there is no such directory");
        assertThat(FileTrees.names(folder)).containsExactly("ok.jsonl", "out", "theirs");
    }

    @Test
    void badOptions() throws IOException {
        Path file = Files.writeString(folder.resolve("ok.jsonl"), "{\"text\":\"a\"}");
        fails(
                index(file, "--model", "gpt"),
                "\"gpt\"",
                "all-MiniLM-L6-v2, all-MiniLM-L6-v2-q, e5-small-v2");
        fails(index(file, "--m", "1"), "m must be in 2..256 but was 1");
        fails(index(file, "--m", "99999"), "m must be in 2..256 but was 99999");
        fails(index(file, "--ef-construction", "0"), "efConstruction must be in 1..10000");
        fails(index(file, "--similarity", "manhattan"), "'manhattan'", "COSINE");
        fails(index(file, "--modle", "x"), "Unknown option: '--modle'", "--model");
        fails(List.of("index", "--modle", "x"), "Unknown option: '--modle'", "--model");
        fails(List.of("index"), "Missing required");
        fails(List.of("serch"), "serch", "did you mean search?");
        fails(List.of("encode", "--model", "gpt", "--as", "query"), "\"gpt\"");
        fails(List.of("encode", "--model", Passages.MODEL, "--as", "poem"), "'poem'");
        assertThat(FileTrees.names(folder)).containsExactly("ok.jsonl");
    }

    @Test
    void badQuestions() {
        fails(search("-k", "0"), "k must be in 1..10000 but was 0");
        fails(search("-k", "-3"), "k must be in 1..10000 but was -3");
        fails(search("-k", "10001"), "k must be in 1..10000 but was 10001");
        fails(search("-k", "9999999999"), "'9999999999' is not an int");
        fails(search("-k", "many"), "'many' is not an int");
        fails(search("--ef-search", "0"), "efSearch must be in 1..10000 but was 0");
        fails(search("  "), "the question must not be blank");
        fails(List.of("search", collection.toString()), "QUESTION");
        fails(List.of("search", folder.toString(), "q"), "there is no Lanes collection");
        fails(
                List.of("search", folder.resolve("none").toString(), "q"),
                "none: there is no Lanes collection at that place");
    }

    @Test
    void aDamagedCollection() throws IOException {
        Path damaged = folder.resolve("damaged");
        FileTrees.copy(collection, damaged);
        byte[] database = Files.readAllBytes(damaged.resolve("lanes.db"));
        Files.write(damaged.resolve("lanes.db"), Arrays.copyOf(database, database.length / 2));
        fails(
                List.of("search", damaged.toString(), "question"),
                "the collection " + damaged + " is damaged: lanes.db");
    }

    /// In a process of its own, because a library that is loaded stays loaded.
    @Test
    void aMissingLibraryIsNoDamage() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dorg.sqlite.tmpdir=" + folder.resolve("nowhere"),
                                "-cp",
                                InterruptionTest.classPath(),
                                Lanes.class.getName(),
                                "search",
                                collection.toString(),
                                "question")
                        .redirectErrorStream(true)
                        .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isEqualTo(2);
        assertThat(printed)
                .contains("lanes: cannot read " + collection.resolve("lanes.db"))
                .doesNotContain("damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "--help", "index --help", "--version"})
    void aFullDisk(String line) {
        Captured run =
                Captured.runInto(refusing("No space left on device"), "", line.split(" ", -1));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("lanes: cannot write to standard output: No space left on device\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "--help", "index --help"})
    void aReaderThatHasSeenEnough(String line) {
        Captured run = Captured.runInto(refusing("Broken pipe"), "", line.split(" ", -1));
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aFaultOfOurs() {
        Captured run =
                Captured.runInto(
                        new OutputStream() {
                            @Override
                            public void write(int b) {
                                throw new IllegalStateException("for the test");
                            }
                        },
                        "",
                        "models");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines())
                .hasSize(2)
                .first()
                .asString()
                .contains("IllegalStateException: for the test");
        assertThat(run.err()).contains("report it as a bug").doesNotContain("\tat ");
    }

    private static OutputStream refusing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }
}
