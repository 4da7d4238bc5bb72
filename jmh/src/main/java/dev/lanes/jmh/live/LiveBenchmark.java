package dev.lanes.jmh.live;

import dev.lanes.jmh.measure.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Measures all of it, one thing after the other.
public final class LiveBenchmark {
    private final LiveTask task;
    private final Progress progress;
    private final double seconds;

    /// A benchmark.
    ///
    /// @param seconds how long each kind of search goes on
    public LiveBenchmark(LiveTask task, Progress progress, double seconds) {
        this.task = task;
        this.progress = progress;
        this.seconds = seconds;
    }

    /// Runs it.
    ///
    /// @return the figures in the order in which they were measured
    public List<LiveFigure> run() throws IOException {
        List<LiveFigure> figures = new ArrayList<>();
        figures.addAll(new Sizes(task, progress).run());
        figures.addAll(new Latency(task, progress, seconds).run());
        figures.addAll(new Churn(task, progress).run());
        return figures;
    }
}
