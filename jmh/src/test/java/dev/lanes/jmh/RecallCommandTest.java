package dev.lanes.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.jmh.measure.SearchFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecallCommandTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void measuresBeforeAndAfterChurn() throws IOException {
        Path json = folder.resolve("recall.json");
        assertThat(recall("--recall", ".9", "--rounds", "1", "--json", json.toString())).isZero();
        assertThat(err.toString()).doesNotContain("lanes-bench:");
        String reached = " +0\\.90 +(0\\.[89]|1\\.)[0-9]+ +[0-9.,]+ +[0-9]+ +[0-9.,]+ +[0-9.]+";
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("fresh" + reached))
                .anyMatch(line -> line.matches("sequential churn" + reached))
                .anyMatch(line -> line.matches("random churn" + reached));
        assertThat(json).content().contains("\"index\" : \"random churn\"", "\"efSearch\"");
    }

    @Test
    void refusesValuesOutOfRange() throws IOException {
        assertThat(recall("--churn", "1.5")).isEqualTo(2);
        assertThat(err.toString()).contains("--churn must be in 0..1 but was 1.5");
        assertThat(recall("--recall", ".9,0")).isEqualTo(2);
        assertThat(err.toString()).contains("recall must be above 0 and below 1 but was 0.0");
    }

    private int recall(String... more) throws IOException {
        return LanesBench.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                SearchFiles.arguments(folder, "recall", 1300, more));
    }
}
