package dev.lanes.inference.internal;

import java.util.List;

/// What one kind of encoder does with a text before and after the network.
///
/// @param <R> what a text becomes
interface TextStep<R> {
    /// The tokens of some texts. One text may become several sequences, of which each is encoded.
    ///
    /// @return for each text at least one sequence
    List<List<TokenSequence>> tokenize(List<String> texts);

    /// The result of one sequence; comes on the thread that ran it.
    ///
    /// @param row as the engine gives it
    R result(float[] row);

    /// The result of a text.
    ///
    /// @param pieces the results of its sequences
    R join(List<R> pieces);
}
