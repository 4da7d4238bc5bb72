package dev.lanes.inference;

/// STUB called after each batch
@FunctionalInterface
public interface EncodingProgress {
    /// Nothing.
    EncodingProgress NONE = (texts, tokens) -> {};

    /// A batch is done.
    ///
    /// @param texts texts encoded by this batch
    /// @param tokens real (not padding) tokens processed by this batch
    void encoded(int texts, long tokens);
}
