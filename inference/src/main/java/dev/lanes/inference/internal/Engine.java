package dev.lanes.inference.internal;

import java.util.List;

/// Runs a network of BERT's family: token sequences go in, one row of numbers a sequence comes out.
/// A dense model gives the pooled vector before it is scaled or shortened, a sparse one a number
/// for each term of the vocabulary (the largest over the tokens, before its activation), a
/// cross-encoder its logits.
///
/// There is no padding in this interface, and nothing of [batch, tokens, …]: an engine pads where
/// it has to, and one that pools as it computes never holds such an array.
///
/// Safe for use by many threads; the owner sees to it that nobody is inside when it is closed.
interface Engine extends AutoCloseable {
    /// Takes the rows of a batch, on the thread that runs it, in the order of the batch.
    @FunctionalInterface
    interface Rows {
        /// One row.
        ///
        /// @param place of the sequence in the batch
        /// @param row [Engine#rowLength()] numbers; the engine writes over them afterwards
        void row(int place, float[] row);
    }

    /// Numbers in a row.
    int rowLength();

    /// Tokens that should share a batch at most, padding counted, when `wanted` would be right for
    /// a network whose output is small.
    int batchTokens(int wanted);

    /// Runs one batch on this thread.
    ///
    /// @param batch at least one sequence
    void run(List<TokenSequence> batch, Rows rows);

    @Override
    void close();
}
