package dev.lanes.inference.internal;

import java.util.BitSet;

/// A vocabulary and the rules that cut texts into its pieces.
///
/// Safe for use by many threads; the owner sees to it that nobody is inside when it is closed.
interface Subwords extends AutoCloseable {
    /// The ids of each text, without the special tokens that go around it and without a limit.
    ///
    /// @param texts without halves of surrogate pairs
    long[][] encode(String[] texts);

    /// What goes around texts and pairs.
    Template template();

    /// The largest id that a text can get.
    int largestId();

    /// The ids of special tokens, which stand for no text.
    BitSet special();

    @Override
    void close();
}
