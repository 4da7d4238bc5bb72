package dev.lanes.inference;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/// A stream of texts in lists, for encoders that take no streams.
///
/// @param texts all of them
record Portions(Iterator<String> texts) {
    private static final int TEXTS = 1024;

    /// Checks that there is a stream.
    Portions {
        requireNonNull(texts, "texts");
    }

    void forEach(Consumer<List<String>> encode) {
        while (texts.hasNext()) {
            List<String> portion = new ArrayList<>(TEXTS);
            while (portion.size() < TEXTS && texts.hasNext()) {
                portion.add(texts.next());
            }
            encode.accept(portion);
        }
    }
}
