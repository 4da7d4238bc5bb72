package dev.lanes.jmh.sparse;

import java.util.List;

/// Recalls that an approximate search is to reach, and what is known of them.
///
/// @param task with the queries to tune on, which are not those that are measured
/// @param exact answers to them
/// @param recalls in 0..1
record SparseTuning(SparseTask task, ExactScores exact, List<Double> recalls) {
    SparseTuning {
        recalls = List.copyOf(recalls);
    }
}
