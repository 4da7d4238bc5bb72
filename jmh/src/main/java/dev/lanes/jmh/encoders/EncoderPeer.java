package dev.lanes.jmh.encoders;

import java.util.List;

/// A library that turns text into vectors. Used by one thread, but for [#encodeOne].
public interface EncoderPeer extends AutoCloseable {
    /// Its name.
    String library();

    /// Its version.
    String version();

    /// How it runs, in a few words.
    String setting();

    /// Does what is not timed: a bare session tokenizes the texts and finds its best setting.
    default void prepare(List<String> texts) {}

    /// Encodes texts, with the prefix before them that the model wants.
    ///
    /// @param texts with their prefix
    void encodeAll(List<String> texts);

    /// Encodes one text; many threads may call.
    ///
    /// @param text with its prefix
    void encodeOne(String text);

    @Override
    void close();
}
