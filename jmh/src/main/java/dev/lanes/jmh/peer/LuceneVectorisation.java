package dev.lanes.jmh.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.apache.lucene.util.VectorUtil;

/// Which code computes Lucene's similarities. Lucene tells it only to its log, once, when its
/// vector code is first used; so that moment is brought about here, with an ear on the log.
final class LuceneVectorisation {
    static final String MESSAGE = listen();

    private LuceneVectorisation() {}

    private static String listen() {
        Logger logger = Logger.getLogger("org.apache.lucene.internal.vectorization");
        Ear ear = new Ear();
        logger.setUseParentHandlers(false);
        logger.addHandler(ear);
        try {
            VectorUtil.dotProduct(new float[] {1}, new float[] {1});
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
