package dev.lanes.jmh;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// What the user is told when something fails, in one or two lines, and the exit code of it.
final class Failures {
    private static final String BUG_REPORT =
            "This is a fault of lanes-bench. Please report it with this line and the command.";

    private Failures() {}

    /// Arguments that do not parse.
    static int badArguments(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String firstLine = e.getMessage().lines().findFirst().orElse("");
        // Some of picocli's messages say so themselves.
        command.getErr().println("lanes-bench: " + firstLine.replaceFirst("^Error: ", ""));
        command.getErr()
                .println("See: ./%s --help".formatted(command.getCommandSpec().qualifiedName()));
        return ExitCode.USAGE;
    }

    /// Work that ended with an exception.
    static int failed(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof UsageException || e instanceof IOException) {
            command.getErr().println("lanes-bench: " + describe(e));
            return ExitCode.USAGE;
        }
        String place =
                Arrays.stream(e.getStackTrace())
                        .findFirst()
                        .map(frame -> " at " + frame)
                        .orElse("");
        command.getErr().println("lanes-bench: " + e + place);
        command.getErr().println(BUG_REPORT);
        return ExitCode.SOFTWARE;
    }

    /// Data too large for this JVM.
    static int outOfMemory(OutOfMemoryError e, PrintWriter err) {
        long heapMb = Runtime.getRuntime().maxMemory() >> 20;
        err.println(
                "lanes-bench: a heap of %d MB was too small (%s)"
                        .formatted(heapMb, e.getMessage()));
        err.println("Give more (LANES_JAVA_OPTS=-Xmx8g), or read fewer rows with --max-base.");
        return ExitCode.USAGE;
    }

    private static String describe(Exception e) {
        // The messages of these two are a bare path.
        return switch (e) {
            case NoSuchFileException missing -> "there is no file " + missing.getMessage();
            case AccessDeniedException denied -> "access was denied to " + denied.getMessage();
            default -> String.valueOf(e.getMessage());
        };
    }
}
