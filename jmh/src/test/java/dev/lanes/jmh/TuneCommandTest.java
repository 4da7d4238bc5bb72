package dev.lanes.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.jmh.data.VectorBytes;
import dev.lanes.jmh.measure.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void proposesSettings() throws IOException {
        Path chart = folder.resolve("tune.png");
        assertThat(tune("--recall", "0.8", "--limit", "1", "--chart", chart.toString())).isZero();
        assertThat(err.toString()).contains("1 of 60: m 16, efConstruction 200, INT8: recall");
        assertThat(out.toString().lines())
                .anyMatch(line -> line.contains("950 rows × 20, EUCLIDEAN, recall@10 ≥ 0.800"))
                .anyMatch(line -> line.matches(" *16 +200 +INT8 .* met"));
        assertThat(Files.readAllBytes(chart)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void refusesAGoalThatCannotBe() throws IOException {
        assertThat(tune("--recall", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("recall must be above 0 and below 1 but was 1.0");
    }

    private int tune(String... more) throws IOException {
        Path base = folder.resolve("base.fvecs");
        Files.write(
                base,
                VectorBytes.fvecs(
                        Samples.random("base", 1000, 20, 1).rows().toArray(float[][]::new)));
        String[] arguments = {"tune", "--base", base.toString(), "--similarity", "euclidean"};
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return LanesBench.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }
}
