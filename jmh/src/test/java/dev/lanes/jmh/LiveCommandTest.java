package dev.lanes.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.jmh.data.VectorBytes;
import dev.lanes.jmh.data.Vectors;
import dev.lanes.jmh.measure.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveCommandTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void measuresAnIndexThatChanges() throws IOException {
        Path json = folder.resolve("live.json");
        int code = live(Samples.random("base", 3000, 20, 1), "--json", json.toString());

        assertThat(err.toString()).doesNotContain("lanes-bench:");
        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("open to first hit, median +[0-9.]+ +ms"))
                .anyMatch(line -> line.matches("p99 beside additions +[0-9,.]+ +µs"))
                .anyMatch(line -> line.matches("recall after churn +(0\\.[89]|1\\.)[0-9]+ +share"))
                .anyMatch(line -> line.matches("unreachable after churn +0\\.0000 +rows"));
        assertThat(json).content().contains("\"measure\" : \"upserts, churn\"");
    }

    @Test
    void refusesTooFewRows() throws IOException {
        assertThat(live(Samples.random("base", 19, 20, 1))).isEqualTo(2);
        assertThat(err.toString()).contains("at least 2k = 20 rows but were 19");
    }

    private int live(Vectors base, String... more) throws IOException {
        String[] arguments = {
            "live",
            "--base",
            write("base.fvecs", base),
            "--queries",
            write("queries.fvecs", Samples.random("queries", 20, 20, 2)),
            "--similarity",
            "euclidean",
            "--seconds",
            "1"
        };
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return LanesBench.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    private String write(String name, Vectors vectors) throws IOException {
        return Files.write(
                        folder.resolve(name),
                        VectorBytes.fvecs(vectors.rows().toArray(float[][]::new)))
                .toString();
    }
}
