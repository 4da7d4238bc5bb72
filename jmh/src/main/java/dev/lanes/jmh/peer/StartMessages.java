package dev.lanes.jmh.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// What a library tells its log, and only that, when some of its code is first used.
final class StartMessages {
    private StartMessages() {}

    /// Brings that moment about, with an ear on the log.
    ///
    /// @param loggerName of java.util.logging
    /// @param firstUse uses the code
    /// @return what was said, or "-"
    static String during(String loggerName, Runnable firstUse) {
        Logger logger = Logger.getLogger(loggerName);
        Ear ear = new Ear();
        logger.setUseParentHandlers(false);
        logger.addHandler(ear);
        try {
            firstUse.run();
        } finally {
            logger.removeHandler(ear);
            logger.setUseParentHandlers(true);
        }
        return ear.heard.isEmpty() ? "-" : String.join("; ", ear.heard);
    }

    private static final class Ear extends Handler {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            heard.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
