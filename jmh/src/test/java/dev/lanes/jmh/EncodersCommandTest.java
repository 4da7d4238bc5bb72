package dev.lanes.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command on a few texts.
class EncodersCommandTest {
    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return LanesBench.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void allLibrariesEncodeTheSameTexts() throws Exception {
        Path texts = folder.resolve("texts.txt");
        Files.write(texts, List.of("one text", "", "a second text that is longer", "third"));
        Path json = folder.resolve("figures.json");
        int code =
                run(
                        "encoders",
                        "--texts",
                        texts.toString(),
                        "--peers",
                        "lanes,langchain4j,onnxruntime,fixed32",
                        "--queries",
                        "2",
                        "--callers",
                        "2",
                        "--rounds",
                        "1",
                        "--warm-up",
                        "0",
                        "--json",
                        json.toString());
        assertThat(err.toString()).contains("round 1");
        assertThat(code).isZero();
        JsonNode figures = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(figures).hasSize(4);
        for (JsonNode figure : figures) {
            assertThat(figure.get("model").stringValue()).isEqualTo("all-MiniLM-L6-v2");
            assertThat(figure.get("texts").intValue()).isEqualTo(3);
            assertThat(figure.get("passagesPerSecond").doubleValue()).isPositive();
            // Special tokens are counted: 4, 8 and 3.
            assertThat(
                            figure.get("tokensPerSecond").doubleValue()
                                    / figure.get("passagesPerSecond").doubleValue())
                    .isBetween(4.99, 5.01);
            assertThat(figure.get("p50Us").doubleValue())
                    .isPositive()
                    .isLessThanOrEqualTo(figure.get("p99Us").doubleValue());
        }
        assertThat(out.toString()).contains("langchain4j", "lanes/this");
    }

    @Test
    void errorsNameTheOption() throws Exception {
        Path texts = folder.resolve("texts.txt");
        Files.write(texts, List.of("", " "));
        assertThat(run("encoders", "--texts", texts.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--texts must have a text but");
        assertThat(run("encoders", "--texts", texts.toString(), "--as", "title")).isEqualTo(2);
        assertThat(err.toString()).contains("--as must be query or passage but was \"title\"");
        assertThat(run("encoders", "--texts", texts.toString(), "--peers", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("a peer must be one of lanes,");
    }
}
