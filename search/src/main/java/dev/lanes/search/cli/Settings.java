package dev.lanes.search.cli;

import java.nio.file.Path;
import java.util.Optional;

/// Everything that the command line reads from outside its arguments. The script `lanes` sets the
/// properties; none is needed.
///
/// | key | means |
/// |---|---|
/// | property `lanes.columns` | width of the terminal that standard output goes to |
/// | property `lanes.progress` | `bar` when standard error goes to a terminal |
/// | property `lanes.stderr` | number of the file descriptor that is standard error; the script filters descriptor 2 |
/// | property `lanes.cache` | directory for what can be made again, such as the demo's collection |
/// | variable `LANES_MODELS` | directory of the registered models; without it `.lanes/models` in the home directory |
/// | variable `LANES_DEBUG` | set to anything: stack traces and all log messages are shown |
final class Settings {
    private static final int DEFAULT_COLUMNS = 80;
    private static final int MIN_COLUMNS = 40;

    private Settings() {}

    static int columns() {
        return Math.max(MIN_COLUMNS, Integer.getInteger("lanes.columns", DEFAULT_COLUMNS));
    }

    static Console.Display display() {
        return "bar".equals(System.getProperty("lanes.progress"))
                ? Console.Display.BAR
                : Console.Display.LINES;
    }

    static Optional<Integer> standardError() {
        return Optional.ofNullable(Integer.getInteger("lanes.stderr"));
    }

    static Optional<Path> cache() {
        return Optional.ofNullable(System.getProperty("lanes.cache")).map(Path::of);
    }

    static Path models() {
        String directory = System.getenv("LANES_MODELS");
        return directory == null || directory.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".lanes", "models")
                : Path.of(directory);
    }

    static Path temporaryDirectory() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    static boolean debug() {
        return System.getenv("LANES_DEBUG") != null;
    }
}
