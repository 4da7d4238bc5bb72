package dev.lanes.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/// Starts real JVMs, one a backend.
class FirstScoreCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsEveryBackend() {
        int code = run("first-score", "--rounds", "1");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("scalar +[1-9][0-9]*\\.[0-9] +[1-9][0-9]*\\.[0-9]"))
                .anyMatch(line -> line.matches("panama +[1-9][0-9]*\\.[0-9] +[1-9][0-9]*\\.[0-9]"));
    }

    @Test
    void noRoundsAreRefused() {
        assertThat(run("first-score", "--rounds", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--rounds must be at least 1 but was 0");
    }

    private int run(String... arguments) {
        return LanesBench.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
