package dev.lanes.search.evaluation;

import static java.util.Objects.requireNonNull;

/// How good and how fast one retriever was on one data set.
///
/// @param retriever what reports call it
/// @param dataset name of the data set
/// @param evaluation of its rankings
/// @param run what it found
/// @param p50Us median latency of a query in microseconds, one query at a time
public record RetrieverEvaluation(
        String retriever, String dataset, Evaluation evaluation, TrecRun run, double p50Us) {
    /// Checks that nothing is missing.
    public RetrieverEvaluation {
        requireNonNull(retriever, "retriever");
        requireNonNull(dataset, "dataset");
        requireNonNull(evaluation, "evaluation");
        requireNonNull(run, "run");
    }
}
