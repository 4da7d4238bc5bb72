package dev.lanes.jmh.recall;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.data.Vectors;
import dev.lanes.jmh.measure.Rounds;
import java.util.List;

/// What is measured of a recall that is asked for.
///
/// @param base rows, some of which replace others
/// @param queries rows to search for, none of which the calibration sees
/// @param settings of the graph
/// @param k rows that a query asks for
/// @param goals recalls to ask for, and how much churn there is
/// @param rounds how searches are timed
public record RecallTask(
        Vectors base, Vectors queries, HnswSettings settings, int k, Goals goals, Rounds rounds) {

    /// What is asked for.
    ///
    /// @param recalls each above 0 and below 1
    /// @param churn the share of the rows that is replaced, from 0 to 1
    public record Goals(List<Double> recalls, double churn) {}

    /// How many rows the index has: the others replace them.
    int rows() {
        return (int) (base.size() / (1 + goals.churn));
    }

    /// How many of them are replaced.
    int replaced() {
        return base.size() - rows();
    }
}
