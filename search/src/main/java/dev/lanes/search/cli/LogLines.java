package dev.lanes.search.cli;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Shows the libraries' log messages as single lines on standard error while it is open: warnings,
/// or everything where debugging is on.
final class LogLines extends Handler implements AutoCloseable {
    // Held here because the log manager would forget a logger, and its handler, that nobody holds.
    private final Logger logger = Logger.getLogger("dev.lanes");
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final PrintStream err;

    private LogLines(PrintStream err) {
        this.err = err;
    }

    static LogLines to(PrintStream err) {
        LogLines lines = new LogLines(err);
        Level level = Settings.debug() ? Level.ALL : Level.WARNING;
        lines.setLevel(level);
        lines.logger.setLevel(level);
        lines.logger.setUseParentHandlers(false);
        lines.logger.addHandler(lines);
        return lines;
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            err.println("lanes: " + formatter.formatMessage(record));
        }
    }

    @Override
    public void flush() {
        err.flush();
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }
}
