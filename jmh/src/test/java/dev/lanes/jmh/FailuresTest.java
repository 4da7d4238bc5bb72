package dev.lanes.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailuresTest {
    @Command(name = "lanes-bench")
    static final class Faulty implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("the graph has a hole");
        }
    }

    @Test
    void ownsUpToItsOwnFaults() {
        StringWriter err = new StringWriter();
        CommandLine command =
                new CommandLine(new Faulty())
                        .setErr(new PrintWriter(err))
                        .setExecutionExceptionHandler(Failures::failed);

        assertThat(command.execute()).isEqualTo(1);

        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString())
                .contains("IllegalStateException: the graph has a hole at ")
                .contains("FailuresTest")
                .contains("Please report it");
    }

    @Test
    void namesTheRemedyForASmallHeap() {
        StringWriter err = new StringWriter();

        int code =
                Failures.outOfMemory(new OutOfMemoryError("Java heap space"), new PrintWriter(err));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString())
                .contains("Java heap space")
                .contains("-Xmx")
                .contains("--max-base");
    }
}
