package dev.lanes.jmh.measure;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Tells a person who waits how far the work is: a line at the start of a step, then one every few
/// seconds.
public final class Progress {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintWriter out;
    private String step = "";
    private String unit = "";
    private int total;
    private long started;
    private long spoke;

    /// @param out where the lines go; standard error for a program
    public Progress(PrintWriter out) {
        this.out = out;
    }

    /// Prints a line.
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /// Begins a step of countable work.
    public void start(String newStep, String newUnit, int newTotal) {
        step = newStep;
        unit = newUnit;
        total = newTotal;
        started = System.nanoTime();
        spoke = started;
        say(String.format(Locale.ROOT, "%s: %,d %s", step, total, unit));
    }

    /// How much of the step is done; cheap enough to be called for every row.
    public void done(int count) {
        long now = System.nanoTime();
        if (now - spoke >= PAUSE_NANOS) {
            spoke = now;
            long seconds = TimeUnit.NANOSECONDS.toSeconds(now - started);
            say(
                    String.format(
                            Locale.ROOT,
                            "%s: %,d of %,d %s after %d s",
                            step,
                            count,
                            total,
                            unit,
                            seconds));
        }
    }
}
