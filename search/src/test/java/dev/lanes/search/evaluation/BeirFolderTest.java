package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lanes.search.SharedData;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeirFolderTest {
    @TempDir private Path folder;

    private void plain(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void gzipped(String name, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final String QUERIES =
            """
            {"_id": "q2", "text": "second", "metadata": {}}
            {"_id": "q0", "text": "unjudged"}
            {"_id": "q1", "text": "first"}
            """;

    private BeirFolder small() throws IOException {
        gzipped(
                "corpus.jsonl.gz",
                """
                {"_id": "a", "title": "Title", "text": "Text."}

                {"_id": "b", "text": " alone "}
                {"_id": 3, "title": null, "text": ""}
                """);
        plain("queries.jsonl", QUERIES);
        plain("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\ta\t1\nq2\tb\t1\n");
        plain("qrels/train.tsv", "query-id\tcorpus-id\tscore\nq9\ta\t1\n");
        return BeirFolder.open(folder);
    }

    @Test
    void readsPlainAndGzippedFiles() throws IOException {
        BeirFolder beir = small();
        assertThat(beir.name()).isEqualTo(folder.getFileName().toString());
        try (Stream<BeirPassage> corpus = beir.corpus()) {
            assertThat(corpus)
                    .containsExactly(
                            new BeirPassage("a", "Title", "Text."),
                            new BeirPassage("b", "", " alone "),
                            new BeirPassage("3", "", ""));
        }
        assertThat(beir.splits()).containsExactly("test", "train");
        Judgements judgements = beir.judgements("test");
        assertThat(beir.queries(judgements))
                .containsExactly(Map.entry("q1", "first"), Map.entry("q2", "second"));
        assertThat(beir.queries()).hasSize(3);
    }

    @Test
    void putsTitleAndTextTogetherAsBeirDoes() {
        assertThat(new BeirPassage("a", "Title", "Text.").titleAndText()).isEqualTo("Title Text.");
        assertThat(new BeirPassage("a", "", " Text. ").titleAndText()).isEqualTo("Text.");
        assertThat(new BeirPassage("a", "Title", "").titleAndText()).isEqualTo("Title");
    }

    @Test
    void saysWhichLineIsBroken() throws IOException {
        BeirFolder beir = small();
        plain("queries.jsonl", QUERIES + "{\"_id\": \"q2\", \"text\": \"again\"}");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(beir::queries)
                .withMessage(
                        folder.resolve("queries.jsonl")
                                + ", line 4: ids of queries must differ but \"q2\" occurs twice");
        assertBroken("{\"_id\": \"q1\"}", "text must be a string but was missing");
        assertBroken(
                "{\"_id\": \"\", \"text\": \"\"}",
                "_id must be a string that is not empty but was \"\"");
        assertBroken(
                "{\"_id\": \"a\", \"text\": \"\", \"title\": [1]}",
                "title must be a string but was [1]");
        assertBroken("[1, 2]", "a line must be a JSON object but was [1, 2]");
        assertBroken("{\"_id\": \"q1\", ", "broken JSON: ");
        assertBroken("{\"_id\": \"a\", \"_id\": \"b\"}", "broken JSON: Duplicate");
    }

    private void assertBroken(String line, String message) throws IOException {
        plain("corpus.jsonl", "{\"_id\": \"x\", \"text\": \"\"}\n" + line + "\n");
        try (Stream<BeirPassage> corpus = BeirFolder.open(folder).corpus()) {
            List<BeirPassage> read = new ArrayList<>();
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> corpus.forEach(read::add))
                    .withMessageContaining(folder.resolve("corpus.jsonl") + ", line 2: " + message);
            assertThat(read).hasSize(1);
        }
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        BeirFolder beir = small();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> beir.judgements("dev"))
                .withMessage(
                        "split must be one of test, train, which %s has, but was \"dev\"",
                        folder.resolve("qrels"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> beir.queries(beir.judgements("train")))
                .withMessageContaining("must have every judged query but lacks \"q9\"");
        Files.delete(folder.resolve("corpus.jsonl.gz"));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> BeirFolder.open(folder))
                .withMessageContaining("corpus.jsonl: there is neither this file nor one with .gz");
    }

    @Test
    void readsSciFact() throws IOException {
        Path data = SharedData.file("scifact/corpus.jsonl.gz").getParent();
        BeirFolder scifact = BeirFolder.open(data);
        try (Stream<BeirPassage> corpus = scifact.corpus()) {
            assertThat(corpus.count()).isEqualTo(5183);
        }
        assertThat(scifact.queries(scifact.judgements("test"))).hasSize(300);
        assertThat(scifact.queries(scifact.judgements("train"))).hasSize(809);
    }
}
