package dev.lanes.jmh.filters;

import java.util.Optional;

/// What was measured of one filter, in mean microseconds of a search.
///
/// @param filter `random`, or `far` where rows far from the queries pass
/// @param percent the share of the rows that passes
/// @param regime what our search did for the first query
/// @param ours our filtered search
/// @param exactMicros a scan of the float32 rows that pass
/// @param codes a scan of their 8-bit codes, the best of which are rescored
/// @param postFilter the fastest plain search that reaches the recall; nothing where that takes
///   several times as long as a scan
public record FilterFigure(
        String filter,
        double percent,
        String regime,
        Result ours,
        double exactMicros,
        Result codes,
        Optional<PostFiltered> postFilter) {

    /// What a way of searching gives.
    ///
    /// @param recall of the k closest rows that pass
    /// @param micros a search
    public record Result(double recall, double micros) {}

    /// What a plain search gives.
    ///
    /// @param efSearch the smallest with which filtering afterwards reaches the recall
    /// @param result what came out
    public record PostFiltered(int efSearch, Result result) {}

    /// Our time over that of the best other way.
    ///
    /// @param goal the recall that a way has to reach
    public double ratio(double goal) {
        double best = codes.recall >= goal ? Math.min(exactMicros, codes.micros) : exactMicros;
        return ours.micros
                / postFilter.map(other -> Math.min(best, other.result.micros)).orElse(best);
    }
}
