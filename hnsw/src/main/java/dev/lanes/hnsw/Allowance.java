package dev.lanes.hnsw;

import dev.lanes.hnsw.Explanation.Ending;
import java.time.Duration;

/// What is left of the budget of one search, and whether its thread was interrupted.
final class Allowance {
    /// Distances between looks at the thread: some hundred microseconds.
    private static final int STEP = 2048;

    /// Distances between looks at the clock.
    private static final int TIMED_STEP = 256;

    /// A longer time is none: it does not fit a count of nanoseconds.
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final long most;
    private final int step;
    private final boolean timed;
    private final long start = System.nanoTime();
    private final long nanos;
    private Ending ending = Ending.COMPLETE;

    Allowance(Budget budget) {
        var time = budget.time().filter(longest -> longest.compareTo(LONGEST) < 0);
        this.most = budget.distances().orElse(Long.MAX_VALUE);
        this.timed = time.isPresent();
        this.nanos = time.map(Duration::toNanos).orElse(Long.MAX_VALUE);
        this.step = timed ? TIMED_STEP : STEP;
    }

    /// Begins, or begins again: with all distances, but with the time that is left.
    void begin() {
        ending = Ending.COMPLETE;
    }

    /// How many distances may be computed before the next look.
    ///
    /// @param used distances so far
    int step(long used) {
        return Math.clamp(most - used, 1, step);
    }

    /// Whether the search has to end although it is not done.
    ///
    /// @param used distances so far
    boolean isSpent(long used) {
        if (Thread.currentThread().isInterrupted()) {
            ending = Ending.INTERRUPTED;
        } else if (used >= most) {
            ending = Ending.DISTANCES_SPENT;
        } else if (timed && System.nanoTime() - start >= nanos) {
            ending = Ending.TIME_SPENT;
        }
        return ending != Ending.COMPLETE;
    }

    Ending ending() {
        return ending;
    }
}
