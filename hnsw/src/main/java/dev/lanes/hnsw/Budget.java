package dev.lanes.hnsw;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// How much a search may take. One that has taken it ends with what it has, and says so.
///
/// @param distances the most comparisons of the query with rows, at least 1, as far as the walk
///   goes: it ends with the node at which they are reached, so that some more are made, at most
///   twice m; those of the rescoring come on top
/// @param time the longest time, above 0; the clock is looked at every few hundred comparisons
public record Budget(OptionalLong distances, Optional<Duration> time) {
    public Budget {
        Objects.requireNonNull(time, "time");
        if (distances.isPresent() && distances.getAsLong() < 1) {
            throw new IllegalArgumentException(
                    "distances must be at least 1 but were " + distances.getAsLong());
        }
        if (time.isPresent() && !time.get().isPositive()) {
            throw new IllegalArgumentException("time must be above 0 but was " + time.get());
        }
    }

    /// No limit.
    ///
    /// @return a budget
    public static Budget unlimited() {
        return new Budget(OptionalLong.empty(), Optional.empty());
    }

    /// So many comparisons.
    ///
    /// @param distances at least 1
    /// @return a budget
    public static Budget ofDistances(long distances) {
        return unlimited().withDistances(distances);
    }

    /// So much time.
    ///
    /// @param time above 0
    /// @return a budget
    public static Budget ofTime(Duration time) {
        return unlimited().withTime(time);
    }

    /// The same with so many comparisons.
    ///
    /// @param most at least 1
    /// @return a budget
    public Budget withDistances(long most) {
        return new Budget(OptionalLong.of(most), time);
    }

    /// The same with so much time.
    ///
    /// @param longest above 0
    /// @return a budget
    public Budget withTime(Duration longest) {
        return new Budget(distances, Optional.of(longest));
    }
}
