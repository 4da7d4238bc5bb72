package dev.lanes.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.jmh.data.CsrBytes;
import dev.lanes.jmh.data.CsrFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The commands of sparse rows on small files.
class SparseCommandTest {
    private static final int COLUMNS = 300;
    private static final int ROWS = 2000;
    private static final List<String> PEERS =
            List.of("lanes", "lanes-float32", "lucene", "lucene-opensearch", "lucene-exhaustive");

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeData() throws IOException {
        byte[] base = CsrBytes.of(COLUMNS, CsrBytes.random(COLUMNS, ROWS, 5));
        Files.write(folder.resolve("base.csr"), base);
        // With terms that no row has.
        byte[] queries = CsrBytes.of(2 * COLUMNS, CsrBytes.random(2 * COLUMNS, 40, 6));
        Files.write(folder.resolve("queries.csr"), queries);
    }

    @Test
    void printsATableAndWritesJson() {
        Path json = folder.resolve("out.json");

        int code =
                sparse(
                        "--peers",
                        String.join(",", PEERS),
                        "--algorithm",
                        "Exhaustive",
                        "--json",
                        json.toString());

        assertThat(err.toString()).doesNotContain("lanes-bench:");
        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith("base.csr: 2,000 rows, 300 terms, "))
                .anyMatch(line -> line.startsWith("40 queries of queries.csr, "))
                .anyMatch(line -> line.matches("library +algorithm +recall@10 .* QPS/lanes"))
                .anyMatch(line -> line.matches("lanes-float32 +exhaustive +1\\.0000 .*"))
                .anyMatch(line ->
                        line.matches("lucene-exhaustive +exhaustive +(0\\.9|1\\.)[0-9]+ .*"));
        JsonNode results = JsonMapper.shared().readTree(json.toFile());
        assertThat(results.valueStream().map(row -> row.get("library").stringValue()))
                .containsExactlyElementsOf(PEERS);
        results.forEach(SparseCommandTest::checkShape);
    }

    private static void checkShape(JsonNode row) {
        assertThat(row.propertyNames())
                .containsExactlyInAnyOrder(
                        "layer",
                        "library",
                        "libraryVersion",
                        "algorithm",
                        "dataset",
                        "rows",
                        "postings",
                        "queries",
                        "k",
                        "rounds",
                        "recall",
                        "qps",
                        "p50Us",
                        "p99Us",
                        "meanUs",
                        "processorUs",
                        "buildSeconds",
                        "bytes",
                        "bytesPerPosting",
                        "backend",
                        "machine",
                        "jdk",
                        "commit",
                        "date");
        assertThat(row.get("layer").stringValue()).isEqualTo("sparse");
        assertThat(row.get("rows").intValue()).isEqualTo(ROWS);
        // Lucene keeps 9 bits of a weight.
        assertThat(row.get("recall").doubleValue()).isBetween(.95, 1.0);
        double p50 = row.get("p50Us").doubleValue();
        assertThat(row.get("p99Us").doubleValue()).isGreaterThanOrEqualTo(p50);
        assertThat(row.get("meanUs").doubleValue()).isPositive();
        double bytes = row.get("bytes").doubleValue();
        assertThat(row.get("bytesPerPosting").doubleValue())
                .isEqualTo(bytes / row.get("postings").doubleValue());
        assertThat(bytes).isPositive();
    }

    @Test
    void findsAllWhereNothingIsLost() throws IOException {
        // Lucene keeps whole numbers as they are. One query has weights that are too large for it,
        // one has no terms.
        float[] weights = {1, 2, 3, 500, 1};
        byte[] rows = csr(4, new long[] {0, 1, 2, 3, 5, 5}, new int[] {0, 0, 0, 1, 3}, weights);
        Files.write(folder.resolve("base.csr"), rows);
        byte[] queries = csr(9, new long[] {0, 2, 2, 3}, new int[] {0, 1, 8}, 1000, 1, 1);
        Files.write(folder.resolve("queries.csr"), queries);
        Path json = folder.resolve("out.json");

        int code =
                sparse(
                        "--peers",
                        String.join(",", PEERS),
                        "-k",
                        "5",
                        "--weights",
                        "16",
                        "--json",
                        json.toString());

        assertThat(err.toString()).doesNotContain("lanes-bench:");
        assertThat(code).isZero();
        assertThat(JsonMapper.shared().readTree(json.toFile()).valueStream())
                .allMatch(row -> row.get("recall").doubleValue() == 1);
    }

    @Test
    void searchesAsDeepAsARecallTakes() throws IOException {
        Path json = folder.resolve("out.json");

        int code =
                sparse(
                        "--algorithm",
                        "exact,seismic,two-phase",
                        "--recall",
                        ".5,.9",
                        "--seismic",
                        "200,.2",
                        "--json",
                        json.toString());

        assertThat(err.toString()).doesNotContain("lanes-bench:");
        assertThat(code).isZero();
        JsonNode results = JsonMapper.shared().readTree(json.toFile());
        assertThat(results.valueStream().map(row -> row.get("algorithm").stringValue()))
                .satisfiesExactly(
                        exact -> assertThat(exact).isEqualTo("exact"),
                        low -> assertThat(low).matches("seismic@0\\.5 cut \\d+ factor .*"),
                        high -> assertThat(high).matches("seismic@0\\.9 cut \\d+ factor .*"),
                        phases -> assertThat(phases).isEqualTo("two-phase"));
        // Half of the queries are for tuning.
        assertThat(results.get(0).get("queries").intValue()).isEqualTo(20);
        assertThat(results.get(2).get("recall").doubleValue()).isGreaterThan(.8);
    }

    private static byte[] csr(int columns, long[] starts, int[] terms, float... weights) {
        return CsrBytes.of(
                new long[] {starts.length - 1, columns, terms.length}, starts, terms, weights);
    }

    @Test
    void readsNoMoreRowsThanAskedFor() {
        assertThat(sparse("--max-base", "50", "--max-queries", "7")).isZero();
        assertThat(out.toString()).contains("base.csr: 50 rows").contains("\n7 queries of");
    }

    @Test
    void makesRowsThatCanBeSearched() throws IOException {
        String[] arguments = {
            "sparse-corpus",
            "--from",
            path("base.csr"),
            "--rows",
            "3000",
            "--seed",
            "5",
            "--held-back",
            "20",
            "--out",
            path("made.csr"),
            "--queries-out",
            path("held.csr")
        };

        assertThat(run(arguments)).isZero();

        assertThat(out.toString())
                .contains("made from 1,980 rows of base.csr, seed 5")
                .containsPattern("terms of a row +real +1 ")
                .containsPattern("pair of terms, times chance +made ");
        assertThat(CsrFiles.read(folder.resolve("made.csr"), 9999).size()).isEqualTo(3000);
        assertThat(CsrFiles.read(folder.resolve("held.csr"), 9999).size()).isEqualTo(20);
        assertThat(sparse("--base", path("made.csr"), "--queries", path("held.csr"))).isZero();
    }

    @Test
    void refusesWhatCannotBeDone() throws IOException {
        refuses("k must be at least 1 but was 0", "-k", "0");
        refuses("k must be in 1..2000, the rows of the base, but was 2001", "-k", "2001");
        refuses("--weights must be 16 or 32 but was 8", "--weights", "8");
        refuses("--max-base must be at least 1 but was 0", "--max-base", "0");
        refuses("--max-queries must be at least 1 but was 0", "--max-queries", "0");
        refuses("rounds must be at least 1 but were 0", "--rounds", "0");
        refuses("--recall must be above 0 and at most 1 but was 0.0", "--recall", "0.9,0");
        refuses(
                "--recall must have at least 2 queries but had 1",
                "--recall",
                "0.9",
                "--max-queries",
                "1");
        refuses("--seismic: postings must be in -1..1000000 but were -2", "--seismic", "-2");
        refuses(
                "a peer must be one of lanes, lanes-float32, lucene, lucene-opensearch,"
                        + " lucene-exhaustive but was \"nosuch\"",
                "--peers",
                "nosuch");
        refuses("an algorithm must be one of exact, ", "--algorithm", "exact,nosuch");
        refuses("--json must name a file", "--json", folder.toString());
        refuses("there is no file", "--base", path("nosuch.csr"));
        Files.write(folder.resolve("bad.csr"), new byte[9]);
        refuses("bad.csr is damaged at byte 0", "--base", path("bad.csr"));
    }

    @Test
    void comparesAlgorithmsByTheLengthOfQueries() {
        Path json = folder.resolve("curve.json");

        int code =
                run(
                        "sparse-curve",
                        "--base",
                        path("base.csr"),
                        "--queries",
                        path("queries.csr"),
                        "--terms",
                        "2,40",
                        "-k",
                        "3",
                        "--rounds",
                        "1",
                        "--json",
                        json.toString());

        assertThat(err.toString()).doesNotContain("lanes-bench:");
        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("k +terms +exact +exhaustive .* exact/best"))
                .anyMatch(line -> line.matches("3 +2\\.0 .*"))
                .anyMatch(line -> line.matches("3 +40\\.0 .*"));
        assertThat(JsonMapper.shared().readTree(json.toFile())).hasSize(10);
    }

    @Test
    void refusesDataSetsThatItDoesNotKnow() {
        assertThat(run("sparse", "--dataset", "nosuch")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "a data set must be one of splade-pp-ed, splade-synthetic-1m but was"
                                + " \"nosuch\"");
    }

    private void refuses(String message, String... more) {
        err.getBuffer().setLength(0);
        assertThat(sparse(more)).as(message).isEqualTo(2);
        assertThat(err.toString()).contains("lanes-bench: ").contains(message);
    }

    private int sparse(String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.add("sparse");
        add(arguments, "--base", path("base.csr"), more);
        add(arguments, "--queries", path("queries.csr"), more);
        add(arguments, "--rounds", "2", more);
        add(arguments, "--warm-up", "0", more);
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static void add(List<String> to, String option, String value, String... more) {
        if (!List.of(more).contains(option)) {
            to.addAll(List.of(option, value));
        }
    }

    private int run(String... arguments) {
        return LanesBench.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
