package dev.lanes.search.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command `lanes`.
@Command(
        name = "lanes",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Answers questions with passages from your documents, on your own machine.")
public final class Lanes implements Runnable {
    private static final String[] FOOTER = {
        "",
        "Begin with 'lanes demo'. 'lanes COMMAND --help' explains a command.",
        "Exit codes: 0 done, 1 a fault of Lanes, 2 something wrong with the input."
    };

    @Spec private CommandSpec spec;

    private Lanes() {}

    /// Runs a command line and ends the process with its exit code.
    ///
    /// @param args the arguments
    public static void main(String[] args) {
        System.exit(run(Console.system(), args));
    }

    /// Runs a command line.
    ///
    /// @return one of [ExitCodes]
    static int run(Console console, String... args) {
        try (LogLines log = LogLines.to(console.err())) {
            int code = commandLine(console).execute(args);
            console.results().flush();
            return code;
        } catch (Throwable e) {
            // The last stop: also an OutOfMemoryError must end in an exit code.
            return Failures.report(e, console);
        }
    }

    private static CommandLine commandLine(Console console) {
        CommandLine lanes =
                new CommandLine(new Lanes())
                        .addSubcommand(new DemoCommand(console))
                        .addSubcommand(new IndexCommand(console))
                        .addSubcommand(new IngestCommand(console))
                        .addSubcommand(new SimulateCommand(console))
                        .addSubcommand(new SearchCommand(console))
                        .addSubcommand(new PutCommand(console))
                        .addSubcommand(new GetCommand(console))
                        .addSubcommand(new DeleteCommand(console))
                        .addSubcommand(new ExportCommand(console))
                        .addSubcommand(new VerifyCommand(console))
                        .addSubcommand(new CompactCommand(console))
                        .addSubcommand(new StatsCommand(console))
                        .addSubcommand(new BackupCommand(console))
                        .addSubcommand(new EncodeCommand(console))
                        .addSubcommand(new EvalCommand(console))
                        .addSubcommand(models(console));
        // Set here, or the commands would inherit it.
        lanes.getCommandSpec().usageMessage().footer(FOOTER);
        return lanes.setCaseInsensitiveEnumValuesAllowed(true)
                // A question may begin with "@".
                .setExpandAtFiles(false)
                .setUsageHelpWidth(console.columns())
                .setOut(console.results().writer())
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, line) -> Failures.report(e, console))
                .setExecutionExceptionHandler((e, line, parsed) -> Failures.report(e, console));
    }

    private static CommandLine models(Console console) {
        return new CommandLine(new ModelsCommand(console))
                .addSubcommand(new RegisterCommand(console))
                .addSubcommand(new ShowCommand(console))
                .addSubcommand(new DeployTestCommand(console))
                .addSubcommand(new RemoveCommand(console));
    }

    /// Without a command: explains which there are.
    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        spec.commandLine().usage(out);
        out.flush();
    }
}
