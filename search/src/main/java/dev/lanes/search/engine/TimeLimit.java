package dev.lanes.search.engine;

import java.time.Duration;
import java.util.Optional;

/// When a search has to end. Safe for many threads.
final class TimeLimit {
    private final Optional<Duration> time;
    private final long start = System.nanoTime();

    TimeLimit(Optional<Duration> time) {
        this.time = time;
    }

    /// @throws CutException when the time is up or this thread is interrupted
    void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CutException(Cut.INTERRUPTED);
        }
        if (left().filter(rest -> !rest.isPositive()).isPresent()) {
            throw new CutException(Cut.DEADLINE);
        }
    }

    /// What is left; empty when there is no end.
    Optional<Duration> left() {
        return time.map(limit -> limit.minusNanos(System.nanoTime() - start));
    }
}
