package dev.lanes.search.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// What a command reads from and prints to.
///
/// @param in standard input
/// @param results standard output, for results only
/// @param err standard error, for everything else
/// @param columns how wide results for people may be
/// @param display how progress is shown
record Console(
        InputStream in, Results results, PrintStream err, int columns, Console.Display display) {
    /// How progress is shown.
    enum Display {
        /// A bar that moves, for a terminal.
        BAR,
        /// Plain lines now and then, for a file or a pipe.
        LINES
    }

    /// The process's own. Output is UTF-8 whatever the locale says: JSON must be.
    static Console system() {
        return new Console(
                System.in,
                new Results(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(StandardError.open(), true, StandardCharsets.UTF_8),
                Settings.columns(),
                Settings.display());
    }

    /// Prints a line that is no result.
    void note(String line) {
        results.flush();
        err.println(line);
    }
}
