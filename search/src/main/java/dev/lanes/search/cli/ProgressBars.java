package dev.lanes.search.cli;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows progress as a bar for each stage, with the documents done, the tokens a second and the
/// time left.
final class ProgressBars implements ProgressDisplay {
    private static final int UPDATE_MS = 250;
    private static final long UNKNOWN = -1;

    private final Console console;
    private ProgressBar bar;
    private String stage = "";
    private long encodingStart;

    ProgressBars(Console console) {
        this.console = console;
        this.bar = begin("reading", UNKNOWN);
    }

    @Override
    public void read(long documents) {
        bar.stepTo(documents);
        encodingStart = System.nanoTime(); // what comes after the last document is the encoding
    }

    @Override
    public void encoded(long documents, long total, long tokens) {
        bar = begin("encoding", total);
        double seconds = Duration.ofNanos(System.nanoTime() - encodingStart).toNanos() / 1e9;
        bar.setExtraMessage(
                Words.count(Math.round(tokens / Math.max(1e-9, seconds))) + " tokens/s");
        bar.stepTo(documents);
    }

    @Override
    public void linked(long documents, long total) {
        bar = begin("linking", total);
        bar.stepTo(documents);
    }

    /// Ends the bar of the stage before when a new one begins.
    private ProgressBar begin(String name, long total) {
        if (name.equals(stage)) {
            return bar;
        }
        close();
        stage = name;
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(total)
                .setUnit(" documents", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MS)
                // Asked for its width, the library would search for a terminal by itself.
                .setConsumer(new ConsoleProgressBarConsumer(console.err(), console.columns() - 1))
                .build();
    }

    /// Ends the last bar.
    @Override
    public void close() {
        if (!stage.isEmpty()) {
            bar.close();
        }
    }
}
