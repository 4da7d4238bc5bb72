package dev.lanes.inference.remote;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How often a request is tried, and how long to wait in between. After attempt `n` the wait is
/// drawn from the upper half of `firstWait · 2ⁿ⁻¹`, at most `longestWait`, so that callers that
/// failed together do not come back together; or what the server asked for by `Retry-After`, if
/// longer.
///
/// @param attempts how often in all, in 1..20; 1 tries nothing again
/// @param firstWait the longest wait after the first attempt, in 1 ms..1 h
/// @param longestWait the longest wait at all, in `firstWait`..1 h
public record Retries(int attempts, Duration firstWait, Duration longestWait) {
    private static final Duration HOUR = Duration.ofHours(1);

    /// Checks every component.
    public Retries {
        Rules.within("attempts", attempts, 1, 20);
        Rules.within("firstWait", firstWait, Duration.ofMillis(1), HOUR);
        Rules.within("longestWait", longestWait, firstWait, HOUR);
    }

    /// Four attempts, waits of 0.25 to 10 seconds.
    public static Retries of() {
        return new Retries(4, Duration.ofMillis(250), Duration.ofSeconds(10));
    }

    /// One attempt.
    public static Retries none() {
        return new Retries(1, Duration.ofMillis(250), Duration.ofSeconds(10));
    }

    /// The wait after an attempt.
    ///
    /// @param attempt from 1 on
    Duration waitAfter(int attempt) {
        double ceiling =
                Math.min(
                        (double) longestWait.toMillis(),
                        firstWait.toMillis() * Math.pow(2, attempt - 1.0));
        double share = .5 + ThreadLocalRandom.current().nextDouble() / 2;
        return Duration.ofMillis(Math.max(1, Math.round(ceiling * share)));
    }
}
