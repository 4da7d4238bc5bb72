package dev.lanes.jmh.filters;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.data.Vectors;
import dev.lanes.jmh.measure.Rounds;
import java.util.List;

/// What is measured of filtered search.
///
/// @param base rows
/// @param queries rows to search for
/// @param settings of the graph
/// @param goal what a search is to find
/// @param passing shares of the rows that pass, in percent
/// @param rounds how searches are timed
public record FilterTask(
        Vectors base,
        Vectors queries,
        HnswSettings settings,
        Goal goal,
        List<Double> passing,
        Rounds rounds) {

    /// What a search is to find.
    ///
    /// @param k rows
    /// @param recall the share of the k closest of the rows that pass
    public record Goal(int k, double recall) {}
}
