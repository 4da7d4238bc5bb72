package dev.lanes.search.cli;

import dev.lanes.inference.DownloadProgress;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows people how far a download has got: as a bar, or as a line now and then.
final class DownloadDisplay implements DownloadProgress, AutoCloseable {
    private static final long UNKNOWN = -1;
    private static final long MIB = 1 << 20;
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Console console;
    private Optional<ProgressBar> bar = Optional.empty();
    private long lastLine = System.nanoTime();

    DownloadDisplay(Console console) {
        this.console = console;
    }

    @Override
    public void received(long bytes, long total) {
        switch (console.display()) {
            case BAR -> {
                ProgressBar shown = bar.orElseGet(() -> begin(total));
                bar = Optional.of(shown);
                shown.stepTo(bytes);
            }
            case LINES -> {
                if (bytes == total || System.nanoTime() - lastLine >= INTERVAL.toNanos()) {
                    lastLine = System.nanoTime();
                    String all = total == UNKNOWN ? "" : " of " + Words.bytes(total);
                    console.err().println("received " + Words.bytes(bytes) + all);
                }
            }
        }
    }

    private ProgressBar begin(long total) {
        return new ProgressBarBuilder()
                .setTaskName("downloading")
                .setInitialMax(total)
                .setUnit(" MiB", MIB)
                .setStyle(ProgressBarStyle.ASCII)
                // Asked for its width, the library would search for a terminal by itself.
                .setConsumer(new ConsoleProgressBarConsumer(console.err(), console.columns() - 1))
                .build();
    }

    /// Ends the bar.
    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
