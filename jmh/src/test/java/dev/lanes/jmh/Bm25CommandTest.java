package dev.lanes.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.jmh.data.VectorBytes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command on texts that were drawn, in the form of the real data sets.
class Bm25CommandTest {
    private static final int DOCUMENTS = 300;

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String before = System.getProperty("lanes.data", "");

    @BeforeEach
    void writeData() throws IOException {
        Random random = new Random(3);
        Path scifact = Files.createDirectories(folder.resolve("scifact/qrels")).getParent();
        write(scifact, "corpus.jsonl.gz", lines(random, DOCUMENTS, 200, "_id"));
        write(scifact, "queries.jsonl.gz", lines(random, 20, 6, "_id"));
        // Two queries are judged; one of them occurs as a text below.
        Files.writeString(scifact.resolve("qrels/test.tsv"), "q\td\ts\n3\t7\t1\n4\t8\t1\n");
        Path movies = Files.createDirectory(folder.resolve("movies"));
        write(
                movies,
                "corpus.jsonl.gz",
                """
                {"id": "1", "title": "The Fox", "overview": "A fox; a fox!"}
                {"id": "2", "title": "A dog"}
                {"id": "3"}
                """);
        write(
                movies,
                "judgments.tsv.gz",
                """
                query_id\tquery\tdoc_id\tgrade
                a\tfox FOX cat\t1\t1
                a\tfox FOX cat\t2\t0
                b\tdog\t2\t1
                c\tbird\t2\t1
                """);
        System.setProperty("lanes.data", folder.toString());
    }

    @AfterEach
    void restore() {
        System.setProperty("lanes.data", before);
    }

    private static String lines(Random random, int count, int words, String id) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "{\"%s\": \"%d\", \"title\": \"%s\", \"text\": \"%s\"}"
                                .formatted(id, i, text(random, 3), text(random, words)))
                .collect(Collectors.joining("\n"));
    }

    private static String text(Random random, int words) {
        return random.doubles(1 + random.nextInt(words))
                .mapToObj(u -> "W" + (int) (u * u * 100))
                .collect(Collectors.joining(" "));
    }

    private static void write(Path place, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Files.write(place.resolve(name), VectorBytes.gzip(bytes));
    }

    @Test
    void ranksAndChecksScores() {
        Path json = folder.resolve("out.json");

        assertThat(bm25("--dataset", "SciFact", "--json", json.toString())).isZero();

        assertThat(err.toString()).doesNotContain("lanes-bench:");
        assertThat(out.toString())
                .contains("scifact: 300 documents, BM25 with k1 0.9 and b 0.4, k 10")
                .contains("2 queries, one thread");
        JsonNode row = JsonMapper.shared().readTree(json.toFile()).get(0);
        assertThat(row.get("library").stringValue()).isEqualTo("lanes");
        assertThat(row.get("algorithm").stringValue()).isEqualTo("bm25");
        assertThat(row.get("recall").doubleValue()).isEqualTo(1);
        assertThat(row.get("scoreError").doubleValue()).isBetween(0.0, 1e-5);
        assertThat(row.get("qps").doubleValue()).isPositive();
        assertThat(row.get("bytes").longValue()).isPositive();
    }

    @Test
    void readsMoviesAndRates() {
        Path json = folder.resolve("out.json");

        int code =
                bm25(
                        "--dataset",
                        "movies",
                        "--k1",
                        "1.2",
                        "--b",
                        "0.75",
                        "--json",
                        json.toString());

        assertThat(err.toString()).doesNotContain("lanes-bench:");
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("movies: 3 documents")
                .contains("3 queries, one thread");
        JsonNode row = JsonMapper.shared().readTree(json.toFile()).get(0);
        assertThat(row.get("recall").doubleValue()).isEqualTo(1);
        assertThat(row.get("scoreError").doubleValue()).isLessThan(1e-5);
        // Two of the three queries find their document first, the third has none.
        assertThat(row.get("ndcg").doubleValue()).isEqualTo(2 / 3.0);
    }

    @Test
    void refusesWhatCannotBeDone() {
        refuses("k must be at least 1 but was 0", "-k", "0");
        refuses("k1 must be finite and at least 0 but was -1.0", "--k1", "-1");
        refuses("b must be in 0..1 but was 1.5", "--b", "1.5");
        refuses("--max-queries must be at least 1 but was 0", "--max-queries", "0");
        refuses("a peer must be one of lanes, lucene but was \"nosuch\"", "--peers", "nosuch");
        assertThat(bm25("--dataset", "nosuch")).isEqualTo(2);
        assertThat(err.toString()).contains("a data set must be one of scifact, movies but was");
    }

    private void refuses(String message, String option, String value) {
        err.getBuffer().setLength(0);
        assertThat(bm25("--dataset", "movies", option, value)).as(message).isEqualTo(2);
        assertThat(err.toString()).startsWith("lanes-bench: ").contains(message);
    }

    private int bm25(String... more) {
        String[] arguments = new String[more.length + 5];
        arguments[0] = "bm25";
        arguments[1] = "--rounds";
        arguments[2] = "1";
        arguments[3] = "--warm-up";
        arguments[4] = "0";
        System.arraycopy(more, 0, arguments, 5, more.length);
        return LanesBench.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }
}
