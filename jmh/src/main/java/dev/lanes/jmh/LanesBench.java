package dev.lanes.jmh;

import dev.lanes.search.cli.StandardError;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program `lanes-bench`: measures this project beside others.
///
/// Exit codes: 0 done, 1 a fault of this program, 2 a request that cannot be met.
@Command(
        name = "lanes-bench",
        description = "Measures Lanes beside other libraries, on vectors of your own.",
        mixinStandardHelpOptions = true,
        versionProvider = LanesBench.Version.class,
        subcommands = {
            Bm25Command.class,
            EmbedCommand.class,
            EncodersCommand.class,
            EncodingsCommand.class,
            ExactCommand.class,
            FiltersCommand.class,
            FirstScoreCommand.class,
            HnswCommand.class,
            JmhCommand.class,
            KernelsCommand.class,
            LiveCommand.class,
            RecallCommand.class,
            ReferencesCommand.class,
            SparseCommand.class,
            SparseCorpusCommand.class,
            SparseCurveCommand.class,
            TuneCommand.class
        })
public final class LanesBench implements Runnable {
    @Spec private CommandSpec spec;

    private LanesBench() {}

    /// Runs the program and ends the process with its exit code.
    public static void main(String[] arguments) {
        Charset charset = System.out.charset();
        PrintWriter out = new PrintWriter(System.out, true, charset);
        PrintWriter err = new PrintWriter(StandardError.open(), true, charset);
        System.exit(run(out, err, arguments));
    }

    /// Runs the program within this process.
    ///
    /// @param out takes the results
    /// @param err takes progress and errors
    /// @return the exit code
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine command =
                new CommandLine(new LanesBench())
                        .setOut(out)
                        .setErr(err)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setParameterExceptionHandler(Failures::badArguments)
                        .setExecutionExceptionHandler(Failures::failed);
        try {
            return command.execute(arguments);
        } catch (OutOfMemoryError e) {
            return Failures.outOfMemory(e, err);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a subcommand must be given but was not");
    }

    /// Asked by picocli for `--version`.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"lanes " + LanesVersion.VALUE};
        }
    }
}
