package dev.lanes.jmh.live;

import dev.lanes.hnsw.HnswIndex;
import dev.lanes.jmh.measure.Progress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;

/// How long searches take on one thread, alone and while another thread adds rows as fast as it
/// can.
final class Latency {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final LiveTask task;
    private final Progress progress;
    private final double seconds;

    Latency(LiveTask task, Progress progress, double seconds) {
        this.task = task;
        this.progress = progress;
        this.seconds = seconds;
    }

    List<LiveFigure> run() {
        int rows = task.base().size() / 2;
        try (HnswIndex index = HnswIndex.create(task.base().dimension(), task.settings())) {
            progress.start("index to be added to", "rows", rows);
            for (int id = 0; id < rows; id++) {
                index.add(id, task.base().rows().get(id));
                progress.done(id + 1);
            }
            progress.say("searching");
            search(index);
            Histogram alone = search(index);
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Integer> adding =
                    CompletableFuture.supplyAsync(() -> addUntil(done, index, rows));
            Histogram beside = search(index);
            done.set(true);
            int added = adding.join();
            return List.of(
                    new LiveFigure("p50 alone", micros(alone, 50), "µs"),
                    new LiveFigure("p99 alone", micros(alone, 99), "µs"),
                    new LiveFigure("p50 beside additions", micros(beside, 50), "µs"),
                    new LiveFigure("p99 beside additions", micros(beside, 99), "µs"),
                    new LiveFigure(
                            "p99 beside over alone",
                            micros(beside, 99) / micros(alone, 99),
                            "times"),
                    new LiveFigure("additions meanwhile", added / seconds, "rows/s"));
        }
    }

    /// Adds the other half of the rows, and replaces them when all are in.
    private int addUntil(AtomicBoolean done, HnswIndex index, int first) {
        int added = 0;
        int others = task.base().size() - first;
        while (!done.get()) {
            int row = first + added % others;
            index.upsert(row, task.base().rows().get(row));
            added++;
        }
        return added;
    }

    private Histogram search(HnswIndex index) {
        Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
        long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        long before = System.nanoTime();
        for (int i = 0; before < end; i++) {
            float[] query = task.queries().rows().get(i % task.queries().size());
            index.search(query, task.k(), task.efSearch());
            long after = System.nanoTime();
            histogram.recordValue(after - before);
            before = System.nanoTime();
        }
        return histogram;
    }

    private static double micros(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile)
                / (double) TimeUnit.MICROSECONDS.toNanos(1);
    }
}
