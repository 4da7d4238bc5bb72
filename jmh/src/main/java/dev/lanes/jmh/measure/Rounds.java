package dev.lanes.jmh.measure;

import dev.lanes.jmh.UsageException;
import java.time.Duration;

/// How a search is timed. A round asks all queries once, on one thread.
///
/// @param count timed rounds, at least 1
/// @param warmUp untimed rounds are run until this time has passed, but at least one: small query
///   sets need many until the JIT compiler is done
public record Rounds(int count, Duration warmUp) {
    /// @throws UsageException when a value is out of range
    public Rounds {
        if (count < 1) {
            throw new UsageException("rounds must be at least 1 but were " + count);
        }
        if (warmUp.isNegative()) {
            throw new UsageException(
                    "the warm-up must be at least 0 seconds but was " + warmUp.toSeconds());
        }
    }
}
