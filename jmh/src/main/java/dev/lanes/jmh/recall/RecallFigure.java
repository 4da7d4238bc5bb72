package dev.lanes.jmh.recall;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What came of one recall that was asked for.
///
/// @param state of the index: `fresh`, or how it was churned
/// @param goal the recall that was asked for
/// @param recall what came out, in the mean over queries
/// @param micros mean microseconds of a search
/// @param efSearch the narrowest beam that reaches the goal on the same queries, if one does
/// @param efMicros mean microseconds of a search with it
public record RecallFigure(
        String state,
        double goal,
        double recall,
        double micros,
        OptionalInt efSearch,
        OptionalDouble efMicros) {
    /// Our time over that of the narrowest beam.
    public OptionalDouble ratio() {
        return efMicros.isPresent()
                ? OptionalDouble.of(micros / efMicros.getAsDouble())
                : OptionalDouble.empty();
    }
}
