package dev.lanes.jmh.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// The same queries asked again and again, with their times. A round asks all of them once, on the
/// calling thread.
///
/// @param <A> what an answer is
public final class TimedSearch<A> {
    private static final int SIGNIFICANT_DIGITS = 3;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int queries;
    private final Question<A> question;
    private final List<A> answers;
    private final long[] nanos;
    private final double[] roundSeconds;
    private final double[] processorSeconds;
    private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
    private int rounds;

    /// Asks one query.
    ///
    /// @param <A> what an answer is
    @FunctionalInterface
    public interface Question<A> {
        /// Searches for the query of a number.
        A ask(int query) throws IOException;
    }

    /// @param queries how many there are, at least 1
    /// @param timedRounds the most rounds that will count
    /// @param question what is timed
    public TimedSearch(int queries, int timedRounds, Question<A> question) {
        this.queries = queries;
        this.question = question;
        this.answers = new ArrayList<>(Collections.nCopies(queries, null));
        this.nanos = new long[queries];
        this.roundSeconds = new double[timedRounds];
        this.processorSeconds = new double[timedRounds];
    }

    /// Times searches in turns: all warm up, then a round of the first is followed by a round of
    /// the second and so on, so that a machine which gets slower or faster meanwhile does so for
    /// all.
    public static void inTurns(List<? extends TimedSearch<?>> searches, Rounds timing)
            throws IOException {
        for (TimedSearch<?> search : searches) {
            search.warmUp(timing.warmUp());
        }
        for (int round = 0; round < timing.count(); round++) {
            for (TimedSearch<?> search : searches) {
                search.round();
            }
        }
    }

    /// Rounds that do not count; at least one.
    private void warmUp(Duration atLeast) throws IOException {
        long start = System.nanoTime();
        do {
            ask();
        } while (System.nanoTime() - start < atLeast.toNanos());
    }

    /// One round that counts.
    private void round() throws IOException {
        long before = THREADS.getCurrentThreadCpuTime();
        roundSeconds[rounds] = ask() / (double) TimeUnit.SECONDS.toNanos(1);
        long processor = THREADS.getCurrentThreadCpuTime() - before;
        processorSeconds[rounds] = processor / (double) TimeUnit.SECONDS.toNanos(1);
        rounds++;
        // After the round, so that the histogram's own work is not timed.
        for (long nano : nanos) {
            histogram.recordValue(nano);
        }
    }

    private long ask() throws IOException {
        long start = System.nanoTime();
        long before = start;
        for (int i = 0; i < queries; i++) {
            answers.set(i, question.ask(i));
            long after = System.nanoTime();
            nanos[i] = after - before;
            before = after;
        }
        return before - start;
    }

    /// What the last round found, by query.
    public List<A> answers() {
        return Collections.unmodifiableList(answers);
    }

    /// Queries a second: those of a round by the median time of the rounds.
    public double qps() {
        return queries / median(roundSeconds);
    }

    /// Mean microseconds of a query on the processor, in the median of the rounds: what others do
    /// on the machine counts by the caches only.
    public double processorMicros() {
        return median(processorSeconds) / queries * TimeUnit.SECONDS.toMicros(1);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// Mean microseconds of a query over all rounds that count.
    public double meanMicros() {
        return histogram.getMean() / TimeUnit.MICROSECONDS.toNanos(1);
    }

    /// A percentile of the microseconds of a query over all rounds that count.
    public double micros(double percentile) {
        return histogram.getValueAtPercentile(percentile)
                / (double) TimeUnit.MICROSECONDS.toNanos(1);
    }
}
