package dev.lanes.search.evaluation;

/// Hears how far an evaluation is, on the thread that runs it. An exception thrown from here ends
/// the evaluation and reaches the caller.
@FunctionalInterface
public interface EvaluationProgress {
    /// Ignores everything.
    EvaluationProgress NONE = (retriever, done, queries) -> {};

    /// A query was answered.
    ///
    /// @param retriever by whom
    /// @param done how many it has answered so far
    /// @param queries how many it will be asked
    void answered(String retriever, int done, int queries);
}
