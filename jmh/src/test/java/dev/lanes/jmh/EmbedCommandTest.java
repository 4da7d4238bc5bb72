package dev.lanes.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.jmh.data.VectorFiles;
import dev.lanes.jmh.data.Vectors;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Vectors of texts, with the real encoder.
class EmbedCommandTest {
    private static final List<String> SENTENCES =
            List.of("A fox", "It runs fast.", "It sleeps.", "A dog", "What does it do?");

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void writesARowForEachSentenceOnce() throws IOException {
        String texts =
                write(
                        """
                        {"title": "A fox", "text": "It runs fast. It sleeps."}
                        {"title": "a  Fox", "text": "It sleeps."}
                        {"title": "A dog", "text": "What does it do? It runs  fast."}
                        {"title": "…", "other": 1}
                        """);

        int code = embed(texts, "--sentences", "--queries", "2", "--queries-out", path("q.fvecs"));

        assertThat(err.toString()).doesNotContain("lanes-bench:");
        assertThat(code).isZero();
        assertThat(out.toString()).contains("3 rows × 384 by all-MiniLM-L6-v2, 2 queries, seed 1");
        Vectors base = VectorFiles.read(folder.resolve("rows.fvecs"), 100);
        Vectors queries = VectorFiles.read(folder.resolve("q.fvecs"), 100);
        assertThat(base.size()).isEqualTo(3);
        assertThat(queries.size()).isEqualTo(2);
        List<float[]> all = new ArrayList<>(base.rows());
        all.addAll(queries.rows());
        try (DenseEncoder encoder = DenseEncoder.open("all-MiniLM-L6-v2")) {
            for (float[] expected : encoder.encodePassages(SENTENCES)) {
                assertThat(all).filteredOn(row -> dot(row, expected) > .999).hasSize(1);
            }
        }
    }

    @Test
    void writesARowForEachDocumentUpToALimit() throws IOException {
        String texts =
                write("{\"text\": \"One. Two.\"}\n{\"text\": \"Three.\"}\n{\"text\": \"4\"}");

        assertThat(embed(texts, "--limit", "2", "--seed", "7")).isZero();

        assertThat(out.toString()).contains("2 rows × 384").contains("0 queries, seed 7");
        assertThat(VectorFiles.read(folder.resolve("rows.fvecs"), 100).size()).isEqualTo(2);
    }

    @Test
    void refusesWhatCannotBeDone() throws IOException {
        String texts = write("{\"text\": \"One. Two.\"}\n");
        refuses("--queries and --queries-out must be given together", texts, "--queries", "1");
        refuses(
                "--queries must be less than the number of rows, 1, but was 1",
                texts,
                "--queries",
                "1",
                "--queries-out",
                path("q.fvecs"));
        refuses("model must be one of", texts, "--model", "nosuch");
        refuses("there is no file", path("nosuch.jsonl"));
        refuses("--limit must be at least 1 but was 0", texts, "--limit", "0");
        refuses("has none of title, text", write("{\"other\": \"One.\"}"));
        refuses("line 2", write("{\"text\": \"One.\"}\n{\n"));
    }

    private void refuses(String message, String texts, String... more) {
        err.getBuffer().setLength(0);
        assertThat(embed(texts, more)).as(message).isEqualTo(2);
        assertThat(err.toString()).startsWith("lanes-bench: ").contains(message);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private int embed(String texts, String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("embed", "--texts", texts, "--fields", "title,text"));
        arguments.addAll(List.of("--out", path("rows.fvecs")));
        arguments.addAll(List.of(more));
        return LanesBench.run(
                new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    }

    private String write(String lines) throws IOException {
        return Files.writeString(folder.resolve("texts.jsonl"), lines).toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
