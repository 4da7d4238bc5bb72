package dev.lanes.search;

import dev.lanes.inference.DenseEncoder;
import java.io.IOException;
import java.nio.file.Path;

/// An encoder together with the question who closes it.
final class OpenEncoder implements AutoCloseable {
    private final DenseEncoder encoder;
    private final Ownership ownership;

    private enum Ownership {
        OWNED,
        BORROWED
    }

    /// Finds the encoder for a model.
    @FunctionalInterface
    interface Opener {
        OpenEncoder open(String model);
    }

    private OpenEncoder(DenseEncoder encoder, Ownership ownership) {
        this.encoder = encoder;
        this.ownership = ownership;
    }

    /// Opens a model, to be closed here.
    static OpenEncoder owned(String model) {
        return new OpenEncoder(DenseEncoder.open(model), Ownership.OWNED);
    }

    /// Takes an open one, which stays open.
    static OpenEncoder borrowed(DenseEncoder encoder) {
        return new OpenEncoder(encoder, Ownership.BORROWED);
    }

    DenseEncoder get() {
        return encoder;
    }

    /// Questions must be encoded as the documents were.
    void requireSameEncoding(Path directory, CollectionState state) throws IOException {
        String expected = state.settings().model() + " with " + state.encoding();
        String found =
                encoder.model().name() + " with " + CollectionState.encoding(encoder.model());
        if (!expected.equals(found)) {
            throw new IOException(
                    "the collection %s needs the model it was made with (%s) but got %s"
                            .formatted(directory, expected, found));
        }
    }

    @Override
    public void close() {
        if (ownership == Ownership.OWNED) {
            encoder.close();
        }
    }
}
