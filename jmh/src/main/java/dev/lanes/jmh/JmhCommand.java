package dev.lanes.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// `lanes-bench jmh`: hands its arguments to JMH.
@Command(
        name = "jmh",
        description = {
            "Runs the JMH benchmarks of single operations.",
            "All arguments go to JMH: part of a benchmark's name, -p NAME=VALUE for parameters,"
                    + " -rf json -rff FILE for a report; -l lists the benchmarks, -h JMH's options."
        })
final class JmhCommand implements Callable<Integer> {
    /// Not options of ours, so that JMH sees each as it came in.
    @Unmatched private final List<String> arguments = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (arguments.contains("--help")) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return ExitCode.OK;
        }
        Main.main(arguments.toArray(String[]::new));
        return ExitCode.OK;
    }
}
