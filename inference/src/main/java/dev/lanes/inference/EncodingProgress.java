package dev.lanes.inference;

/// Hears of every batch that an encoder has finished. The calls come on the thread that asked for
/// the encoding, one after the other, with no lock held: the encoder may be used and even closed
/// from here. An exception thrown from here ends the encoding and reaches the caller, which is how
/// to cancel it.
@FunctionalInterface
public interface EncodingProgress {
    /// Ignores everything.
    EncodingProgress NONE = (texts, tokens) -> {};

    /// A batch is done.
    ///
    /// @param texts how many texts it held
    /// @param tokens how many real tokens it held, special ones counted, padding not
    void encoded(int texts, long tokens);
}
