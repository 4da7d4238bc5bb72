package dev.lanes.search.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/// A command line that was run in this process, with what it printed.
///
/// @param code the exit code
/// @param out standard output
/// @param err standard error
record Captured(int code, String out, String err) {
    /// Runs a command line with nothing on standard input.
    static Captured run(String... args) {
        return runWith("", args);
    }

    /// Runs a command line with a text on standard input.
    static Captured runWith(String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Captured run = runInto(out, input, args);
        return new Captured(run.code, out.toString(UTF_8), run.err);
    }

    /// Runs a command line whose standard output leads elsewhere.
    static Captured runInto(OutputStream out, String input, String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console =
                new Console(
                        new ByteArrayInputStream(input.getBytes(UTF_8)),
                        new Results(out),
                        new PrintStream(err, true, UTF_8),
                        80,
                        Console.Display.LINES);
        return new Captured(Lanes.run(console, args), "", err.toString(UTF_8));
    }

    List<String> outLines() {
        return out.lines().toList();
    }

    List<String> errLines() {
        return err.lines().toList();
    }
}
