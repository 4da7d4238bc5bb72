package dev.lanes.search.cli;

import java.io.PrintStream;
import java.time.Duration;

/// Shows progress as plain lines: one at the end of each stage, and one now and then while texts
/// are encoded.
final class ProgressLines implements ProgressDisplay {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final PrintStream err;
    private long documentsRead;
    private long stageStart = System.nanoTime();
    private long lastLine = stageStart;
    private boolean encoding;

    ProgressLines(PrintStream err) {
        this.err = err;
    }

    @Override
    public void read(long documents) {
        documentsRead = documents;
        stageStart = System.nanoTime(); // what comes after the last document is the encoding
        if (stageStart - lastLine >= INTERVAL.toNanos()) {
            lastLine = stageStart;
            err.println("read " + Words.count(documents, "document") + " so far");
        }
    }

    @Override
    public void encoded(long documents, long total, long tokens) {
        if (!encoding) {
            encoding = true;
            lastLine = stageStart;
            err.println("read " + Words.count(documentsRead, "document"));
        }
        Duration elapsed = elapsed();
        double seconds = Math.max(1e-9, elapsed.toNanos() / 1e9);
        String speed = Words.count(Math.round(tokens / seconds)) + " tokens/s";
        if (documents == total) {
            err.printf("encoded them in %s, %s%n", Words.duration(elapsed), speed);
            restart();
        } else if (System.nanoTime() - lastLine >= INTERVAL.toNanos()) {
            lastLine = System.nanoTime();
            Duration left =
                    Duration.ofNanos(
                            (long) (elapsed.toNanos() * (total - documents) / (double) documents));
            err.printf(
                    "encoded %s of %s, %s, about %s left%n",
                    Words.count(documents),
                    Words.count(total, "document"),
                    speed,
                    Words.duration(left));
        }
    }

    @Override
    public void linked(long documents, long total) {
        if (documents == total) {
            err.println("linked them in " + Words.duration(elapsed()));
        }
    }

    /// Every line has its end already.
    @Override
    public void close() {}

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - stageStart);
    }

    private void restart() {
        stageStart = System.nanoTime();
        lastLine = stageStart;
    }
}
