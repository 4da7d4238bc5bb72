package dev.lanes.jmh.measure;

import dev.lanes.jmh.peer.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// The searches of one library at one efSearch, with their times.
final class TimedSearch {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Peer peer;
    private final List<float[]> queries;
    private final int k;
    private final int efSearch;
    private final int[][] answers;
    private final long[] nanos;
    private final double[] roundSeconds;
    private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
    private int rounds;

    TimedSearch(Peer peer, HnswTask task, int efSearch) {
        this.peer = peer;
        this.queries = task.queries().rows();
        this.k = task.k();
        this.efSearch = efSearch;
        this.answers = new int[queries.size()][];
        this.nanos = new long[queries.size()];
        this.roundSeconds = new double[task.rounds().count()];
    }

    Peer peer() {
        return peer;
    }

    /// Rounds that do not count; at least one.
    void warmUp(Duration atLeast) throws IOException {
        long start = System.nanoTime();
        do {
            ask();
        } while (System.nanoTime() - start < atLeast.toNanos());
    }

    /// One round that counts.
    void round() throws IOException {
        roundSeconds[rounds++] = ask() / (double) TimeUnit.SECONDS.toNanos(1);
        // After the round, so that the histogram's own work is not timed.
        for (long nano : nanos) {
            histogram.recordValue(nano);
        }
    }

    private long ask() throws IOException {
        long start = System.nanoTime();
        long before = start;
        for (int i = 0; i < answers.length; i++) {
            answers[i] = peer.search(queries.get(i), k, efSearch);
            long after = System.nanoTime();
            nanos[i] = after - before;
            before = after;
        }
        return before - start;
    }

    /// What the last round found, by query.
    int[][] answers() {
        return answers;
    }

    double qps() {
        double[] sorted = roundSeconds.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return answers.length / median;
    }

    double micros(double percentile) {
        return histogram.getValueAtPercentile(percentile)
                / (double) TimeUnit.MICROSECONDS.toNanos(1);
    }
}
