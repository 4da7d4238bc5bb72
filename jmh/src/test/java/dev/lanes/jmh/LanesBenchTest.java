package dev.lanes.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.jmh.data.VectorBytes;
import dev.lanes.jmh.data.Vectors;
import dev.lanes.jmh.measure.Samples;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole program on a small data set.
class LanesBenchTest {
    private static final int ROWS = 400;

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeData() throws IOException {
        write("base.fvecs", Samples.random("base", ROWS, 16, 5));
        write("queries.fvecs", Samples.random("queries", 30, 16, 6));
        write("wider.fvecs", Samples.random("wider", 3, 17, 7));
    }

    @Test
    void printsATableAndWritesJson() {
        Path json = folder.resolve("out.json");

        int code =
                hnsw("--peers", "lanes,lucene", "--ef-search", "400,1", "--json", json.toString());

        assertThat(err.toString()).doesNotContain("lanes-bench:");
        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line ->
                        line.equals(
                                "base.fvecs: 400 rows × 16, EUCLIDEAN, k 10, m 16, efConstruction 200"))
                .anyMatch(line -> line.matches("efSearch +library +recall@10 +QPS .*QPS/lanes"))
                .anyMatch(line -> line.matches(" +400 +lanes +1\\.0000 .* 1\\.00"))
                .anyMatch(line -> line.matches(" +400 +lucene +1\\.0000 .*"))
                .anyMatch(line -> line.matches("QPS at recall@10 +0\\.90 +0\\.95 +0\\.99"));
        JsonNode results = JsonMapper.shared().readTree(json.toFile());
        assertThat(results).hasSize(4);
        assertThat(results.valueStream().map(LanesBenchTest::name))
                .containsExactly("lanes 400", "lucene 400", "lanes 1", "lucene 1");
        results.forEach(LanesBenchTest::checkShape);
        assertThat(results.get(0).get("recall").doubleValue()).isEqualTo(1);
        assertThat(results.get(1).get("recall").doubleValue()).isEqualTo(1);
        assertThat(results.get(1).get("libraryVersion").stringValue()).startsWith("10.");
    }

    private static String name(JsonNode result) {
        return result.get("library").stringValue() + " " + result.get("efSearch").intValue();
    }

    private static void checkShape(JsonNode result) {
        assertThat(result.propertyNames())
                .containsExactlyInAnyOrder(
                        "layer",
                        "library",
                        "libraryVersion",
                        "dataset",
                        "rows",
                        "dimension",
                        "queries",
                        "similarity",
                        "k",
                        "m",
                        "efConstruction",
                        "rounds",
                        "efSearch",
                        "recall",
                        "qps",
                        "p50Us",
                        "p99Us",
                        "buildSeconds",
                        "bytes",
                        "backend",
                        "machine",
                        "jdk",
                        "commit",
                        "date");
        assertThat(result.valueStream()).allMatch(JsonNode::isValueNode);
        assertThat(result.get("layer").stringValue()).isEqualTo("hnsw");
        assertThat(result.get("dataset").stringValue()).isEqualTo("base.fvecs");
        assertThat(result.get("rows").intValue()).isEqualTo(ROWS);
        assertThat(result.get("dimension").intValue()).isEqualTo(16);
        assertThat(result.get("similarity").stringValue()).isEqualTo("EUCLIDEAN");
        assertThat(result.get("recall").doubleValue()).isBetween(0.1, 1.0);
        assertThat(result.get("qps").doubleValue()).isPositive();
        double p50 = result.get("p50Us").doubleValue();
        assertThat(result.get("p99Us").doubleValue()).isGreaterThanOrEqualTo(p50);
        assertThat(p50).isPositive();
        assertThat(result.get("buildSeconds").doubleValue()).isPositive();
        assertThat(result.get("bytes").longValue()).isGreaterThan(ROWS * 16L * Float.BYTES);
        assertThat(result.get("date").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:]{8}Z");
        assertThat(result.get("machine").stringValue()).contains(" cores");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cosine", "DOT"})
    void knowsTheOtherSimilarities(String name) {
        int code =
                run(
                        "hnsw",
                        "--base",
                        path("base.fvecs"),
                        "--queries",
                        path("queries.fvecs"),
                        "--similarity",
                        name,
                        "--peers",
                        "lanes,lucene",
                        "--ef-search",
                        "400",
                        "--warm-up",
                        "0",
                        "--rounds",
                        "1");

        assertThat(code).isZero();
        assertThat(out.toString().lines().filter(line -> line.matches(" +400 .* 1\\.0000 .*")))
                .hasSize(2);
    }

    @Test
    void readsNoMoreRowsThanAskedFor() {
        assertThat(hnsw("--max-base", "50", "--max-queries", "7", "--ef-search", "50")).isZero();
        assertThat(out.toString()).contains("base.fvecs: 50 rows").contains("\n7 queries of");
    }

    @Test
    void replacesAnOlderReport() throws IOException {
        Path json = Files.writeString(folder.resolve("out.json"), "old");

        assertThat(hnsw("--max-base", "20", "--ef-search", "20", "--json", json.toString()))
                .isZero();

        assertThat(Files.readString(json)).startsWith("[").doesNotContain("old");
        assertThat(folder.toFile().list()).allMatch(name -> !name.endsWith(".tmp"));
        Path ordinary = Files.createFile(folder.resolve("ordinary"));
        assertThat(Files.getPosixFilePermissions(json))
                .isEqualTo(Files.getPosixFilePermissions(ordinary));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "hnsw --help",
                "filters --help",
                "recall --help",
                "jmh --help",
                "--version"
            })
    void helps(String arguments) {
        assertThat(run(arguments.split(" "))).isZero();
        assertThat(out.toString()).isNotBlank();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void refusesArgumentsThatDoNotParse() {
        refuses("a subcommand must be given");
        refuses("Unmatched argument at index 0: 'nosuch'", "nosuch");
        refuses("Missing required argument (specify one of these): (--dataset=NAME | (", "hnsw");
        refuses("Missing required argument(s): --queries=FILE", "hnsw", "--base", "a");
        refuses("expected only one match but got (--dataset", with("--dataset", "siftsmall"));
        refuses("'ten' is not an int", with("-k", "ten"));
        refuses("expected one of [EUCLIDEAN, COSINE, DOT]", with("--similarity", "hamming"));
        refuses("Unknown option: '--nosuch'", with("--nosuch"));
    }

    @Test
    void refusesValuesOutOfRange() {
        refuses("k must be in 1..400, the rows of the base, but was 401", with("-k", "401"));
        refuses("k must be at least 1 but was 0", with("-k", "0"));
        refuses("--max-base must be at least 1 but was -5", with("--max-base", "-5"));
        refuses("efSearch must be at least 1 but was 0", with("--ef-search", "10,0"));
        refuses("m must be in 2..256 but was 1", with("--m", "1"));
        refuses("efConstruction must be in 1..10000 but was 0", with("--ef-construction", "0"));
        refuses("rounds must be at least 1 but were 0", with("--rounds", "0"));
        refuses("the warm-up must be at least 0 seconds but was -1", with("--warm-up", "-1"));
        refuses("--max-queries must be at least 1 but was 0", with("--max-queries", "0"));
        refuses(
                "a peer must be one of lanes, lanes-float32, lanes-int4, lanes-binary, lanes-codes,"
                        + " lucene, hnswlib, jvector, jelmerk but was \"nosuch\"",
                with("--peers", "lanes,nosuch"));
        refuses(
                "jvector: similarity must be EUCLIDEAN or COSINE but was DOT",
                with("--peers", "lanes,jvector", "--similarity", "dot"));
        refuses(
                "lucene: efConstruction must be in 1..3200 but was 4000",
                with("--peers", "lucene", "--ef-construction", "4000"));
    }

    @Test
    void refusesFilesThatItCannotRead() throws IOException {
        Files.write(folder.resolve("cut.fvecs"), new byte[] {2, 0, 0});
        Files.write(folder.resolve("what.npy"), new byte[] {2, 0, 0});

        refuses("there is no file", with("--queries", path("nosuch.fvecs")));
        refuses("cut.fvecs is damaged at byte 0", with("--queries", path("cut.fvecs")));
        refuses("what.npy has no known format", with("--queries", path("what.npy")));
        refuses("must be a regular file", with("--queries", folder.toString()));
        refuses(
                "queries must have the dimension of the base but wider.fvecs has 17 and"
                        + " base.fvecs has 16",
                with("--queries", path("wider.fvecs")));
    }

    @Test
    void drawsAChart() throws IOException {
        Path chart = folder.resolve("chart.png");

        assertThat(hnsw("--peers", "lanes,lucene", "--chart", chart.toString())).isZero();

        BufferedImage image = ImageIO.read(chart.toFile());
        assertThat(image.getWidth()).isEqualTo(1000);
        Set<Integer> colors = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colors.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        assertThat(colors).as("the lines of both libraries").contains(0xD55E00, 0x0072B2);
        refuses("--chart must name a .png file but was", with("--chart", path("chart.svg")));
        refuses("nosuch does not", with("--chart", path("nosuch/chart.png")));
    }

    @Test
    void knowsDataSetsByName() throws IOException {
        Files.createDirectory(folder.resolve("siftsmall"));
        write("siftsmall/siftsmall_base.fvecs", Samples.random("base", 60, 128, 5));
        write("siftsmall/siftsmall_query.fvecs", Samples.random("queries", 9, 128, 6));
        String before = System.setProperty("lanes.data", folder.toString());
        try {
            assertThat(run("hnsw", "--dataset", "SIFTsmall", "--warm-up", "0")).isZero();
            assertThat(out.toString())
                    .contains("siftsmall: 60 rows × 128, EUCLIDEAN")
                    .contains("\n9 queries of siftsmall");
            refuses(
                    "a data set must be one of fashion-mnist, siftsmall but was \"nosuch\"",
                    "hnsw",
                    "--dataset",
                    "nosuch");
            refuses(
                    "there is no file",
                    "hnsw",
                    "--dataset",
                    "fashion-mnist",
                    "--peers",
                    "lanes,lucene");
            System.setProperty("lanes.data", "");
            refuses("set LANES_DATA to it", "hnsw", "--dataset", "siftsmall");
        } finally {
            if (before == null) {
                System.clearProperty("lanes.data");
            } else {
                System.setProperty("lanes.data", before);
            }
        }
    }

    @Test
    void refusesAnUnwritableReportBeforeTheWork() {
        refuses("--json must name a file", with("--json", folder.toString()));
        refuses("nosuch does not", with("--json", path("nosuch/out.json")));
        // The base is missing too, but the report is looked at first.
        refuses("--json", with("--base", path("nosuch"), "--json", path("nosuch/out.json")));
    }

    private void refuses(String message, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);

        assertThat(run(arguments)).as(message).isEqualTo(2);

        assertThat(err.toString()).startsWith("lanes-bench: ").contains(message);
        assertThat(err.toString().lines().count()).isLessThanOrEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    private int hnsw(String... more) {
        return run(with(more));
    }

    /// A good command line with further options; one given again takes the place of the first.
    private String[] with(String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.add("hnsw");
        addUnless(more, arguments, "--base", path("base.fvecs"));
        addUnless(more, arguments, "--queries", path("queries.fvecs"));
        addUnless(more, arguments, "--similarity", "euclidean");
        addUnless(more, arguments, "--warm-up", "0");
        addUnless(more, arguments, "--rounds", "3");
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static void addUnless(String[] more, List<String> to, String option, String value) {
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

    private void write(String name, Vectors vectors) throws IOException {
        byte[] bytes = VectorBytes.fvecs(vectors.rows().toArray(float[][]::new));
        Files.write(folder.resolve(name), bytes);
    }
}
