package dev.lanes.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.jmh.measure.SearchFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiltersCommandTest {
    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void measuresBothKindsOfFilters() throws IOException {
        Path json = folder.resolve("filters.json");
        assertThat(filters("--passing", "1,50", "--rounds", "1", "--json", json.toString()))
                .isZero();
        assertThat(err.toString()).doesNotContain("lanes-bench:");
        String recalled = " +[a-z_]+ +(0\\.9|1\\.)[0-9]+ .*";
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("random +1\\.0 +exact +1\\.0000 .*"))
                .anyMatch(line -> line.matches("random +50\\.0" + recalled))
                .anyMatch(line -> line.matches("far +1\\.0 +exact +1\\.0000 .*"))
                .anyMatch(line -> line.matches("far +50\\.0" + recalled));
        assertThat(json).content().contains("\"operation\" : \"filters\"", "\"exactMicros\"");
    }

    @Test
    void refusesSharesAndRecallsThatCannotBe() throws IOException {
        assertThat(filters("--passing", "5,0")).isEqualTo(2);
        assertThat(err.toString()).contains("--passing must be above 0 and at most 100 but was 0");
        assertThat(filters("--recall", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("recall must be above 0 and below 1 but was 1.0");
    }

    private int filters(String... more) throws IOException {
        return LanesBench.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                SearchFiles.arguments(folder, "filters", 2000, more));
    }
}
