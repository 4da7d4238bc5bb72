package dev.lanes.inference;

/// What makes the score of a pair from the logit of a cross-encoder. Where a network has two
/// classes, the logit is that of the second minus that of the first.
public enum ScoreActivation {
    /// The logit is the score; any number.
    NONE,
    /// 1 / (1 + e⁻ˣ), in 0..1. Of two classes it gives what softmax gives the second.
    SIGMOID
}
