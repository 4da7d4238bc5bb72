package dev.lanes.jmh;

import dev.lanes.jmh.start.FirstScores;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lanes-bench first-score`: how long a fresh JVM takes to its first score.
@Command(
        name = "first-score",
        description = {
            "Starts JVMs and prints the milliseconds to the first score of each, by backend:",
            "from the first line of the program, and from the start of the process. Medians."
        })
final class FirstScoreCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "11",
            description = "JVMs a backend (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() throws IOException {
        if (rounds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rounds must be at least 1 but was " + rounds);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("backend  library ms  process ms");
        for (FirstScores.Figure figure : FirstScores.measure(rounds)) {
            out.printf(
                    Locale.ROOT,
                    "%-7s  %10.1f  %10.1f%n",
                    figure.backend().name().toLowerCase(Locale.ROOT),
                    figure.libraryMillis(),
                    figure.processMillis());
        }
        return ExitCode.OK;
    }
}
