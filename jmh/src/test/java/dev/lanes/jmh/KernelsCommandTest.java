package dev.lanes.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.kernels.Backend;
import dev.lanes.kernels.Kernels;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The subcommand `kernels` on next to no memory.
class KernelsCommandTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsTablesAndWritesJson() {
        Path json = folder.resolve("out.json");

        int code = kernels("--only", "float32 20", "--json", json.toString());

        assertThat(err.toString())
                .doesNotContain("lanes-bench:")
                .contains("float32 20 random, process 1 of 1");
        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line ->
                        line.startsWith("blocks of 32 rows, one thread, median of 3 rounds"))
                .anyMatch(
                        line -> line.startsWith("lucene 10.6.0: Java vector incubator API enabled"))
                .anyMatch(
                        line -> line.matches("float32 +20 +l1 +cosine +lanes +scalar +[0-9.,]+ .*"))
                .anyMatch(line ->
                        line.matches("float32 20 dot +off-heap \\w+ +[0-9.,]+ +panama, .*"));
        JsonNode results = JsonMapper.shared().readTree(json.toFile());
        results.forEach(KernelsCommandTest::checkShape);
        assertThat(results.valueStream().map(KernelsCommandTest::name))
                .doesNotHaveDuplicates()
                .contains(
                        "lanes scalar dot l1",
                        "lanes %s l2 random".formatted(Kernels.best().description()),
                        "lanes %s dot random".formatted(Kernels.of(Backend.PANAMA).description()),
                        "lucene VectorUtil cosine l1",
                        "lucene off-heap score l2 random",
                        "lucene off-heap bulkScore dot random",
                        "jvector VectorUtil dot l1",
                        "jvector VectorUtil l2 random");
    }

    private static String name(JsonNode result) {
        return "%s %s %s %s"
                .formatted(
                        result.get("library").stringValue(),
                        result.get("backend").stringValue(),
                        result.get("operation").stringValue(),
                        result.get("access").stringValue());
    }

    private static void checkShape(JsonNode result) {
        assertThat(result.propertyNames())
                .filteredOn(name -> !name.equals("checksNsPerOp"))
                .containsExactlyInAnyOrder(
                        "layer",
                        "library",
                        "libraryVersion",
                        "backend",
                        "provider",
                        "operation",
                        "encoding",
                        "dimension",
                        "access",
                        "nsPerOp",
                        "limitNsPerOp",
                        "rowBytes",
                        "rows",
                        "rounds",
                        "machine",
                        "jdk",
                        "commit",
                        "date");
        assertThat(result.valueStream()).allMatch(JsonNode::isValueNode);
        assertThat(result.get("layer").stringValue()).isEqualTo("kernels");
        assertThat(result.get("encoding").stringValue()).isEqualTo("float32");
        assertThat(result.get("dimension").intValue()).isEqualTo(20);
        assertThat(result.get("rounds").intValue()).isEqualTo(3);
        assertThat(result.get("rowBytes").intValue()).isGreaterThanOrEqualTo(20 * Float.BYTES);
        assertThat(result.get("nsPerOp").doubleValue()).isPositive();
        assertThat(result.get("limitNsPerOp").doubleValue()).isPositive();
        assertThat(result.has("checksNsPerOp"))
                .isEqualTo(result.get("library").stringValue().equals("lanes"));
        assertThat(result.get("libraryVersion").stringValue()).matches("\\d+\\.\\d+.*");
    }

    @Test
    void measuresEveryEncoding() {
        Path json = folder.resolve("out.json");

        assertThat(
                        kernels(
                                "--dimensions",
                                "64",
                                "--only",
                                "(bfloat|int|bi).* 64 random (dot|hamming)",
                                "--json",
                                json.toString()))
                .as(err.toString())
                .isZero();

        JsonNode results = JsonMapper.shared().readTree(json.toFile());
        assertThat(results.valueStream().map(KernelsCommandTest::encoding))
                .contains(
                        "lanes bfloat16",
                        "lanes int8",
                        "lanes int4",
                        "lanes binary",
                        "lanes bits",
                        "lucene int8",
                        "lucene int4",
                        "lucene binary");
        assertThat(out.toString()).containsPattern("int8 64 dot +off-heap bulkScore, .* panama");
    }

    @Test
    void measuresKernelsAmongOthers() {
        Path json = folder.resolve("out.json");

        int code =
                kernels(
                        "--mixed",
                        "--forks",
                        "1",
                        "--only",
                        "float32 20 l1 cosine",
                        "--json",
                        json.toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("float32 20 l1 cosine +lanes +panama +[0-9.,]+ .*"))
                .anyMatch(line -> line.matches("float32 20 l1 cosine +lucene +VectorUtil +.*"));
        JsonNode results = JsonMapper.shared().readTree(json.toFile());
        assertThat(results.valueStream().map(result -> result.get("backend").stringValue()))
                .contains("scalar", "panama", "VectorUtil");
        results.forEach(
                result -> assertThat(result.get("mixedNsPerOp").doubleValue()).isPositive());
    }

    private static String encoding(JsonNode result) {
        return result.get("library").stringValue() + " " + result.get("encoding").stringValue();
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        refuses("a dimension must be in 1..4096 but was 0", "--dimensions", "384,0");
        refuses("--gigabytes must be above 0 and at most 64 but was -1.0", "--gigabytes", "-1");
        refuses("--gigabytes must be above 0 and at most 64 but was NaN", "--gigabytes", "NaN");
        refuses("--rounds must be at least 1 but was 0", "--rounds", "0");
        refuses("--seconds must be above 0 and at most 3600 but was 0.0", "--seconds", "0");
        refuses("--only must match a kernel but \"float99\" matches none", "--only", "float99");
        refuses("Invalid value for option '--only'", "--only", "(");
        refuses("--forks must be at least 1 but was 0", "--forks", "0");
        refuses("matches none in the cache", "--mixed", "--only", "random");
        refuses("--json must name a file", "--json", folder.toString());
    }

    private void refuses(String message, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);

        assertThat(kernels(arguments)).as(message).isEqualTo(2);

        assertThat(err.toString()).startsWith("lanes-bench: ").contains(message);
        assertThat(err.toString().lines().count()).isLessThanOrEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    /// The options that come later take the place of those before them.
    private int kernels(String... more) {
        List<String> arguments = new ArrayList<>(List.of("kernels"));
        List<String> small =
                List.of("--dimensions=20", "--gigabytes=0.001", "--rounds=3", "--seconds=0.003");
        small.stream()
                .filter(option ->
                        !Arrays.asList(more).contains(option.substring(0, option.indexOf('='))))
                .forEach(arguments::add);
        arguments.addAll(List.of(more));
        return LanesBench.run(
                new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    }
}
