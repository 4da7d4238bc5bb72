package dev.lanes.search.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An index that is mapped from its file until it has to change, and then read into memory. Safe
/// for many readers and one writer.
///
/// @param <I> the kind of index
final class Reopened<I extends AutoCloseable> implements AutoCloseable {
    /// Reads an index into memory.
    @FunctionalInterface
    interface Loader<I> {
        I load(Path file) throws IOException;
    }

    private final Loader<I> loader;

    /// Mapped ones that were replaced: searches may still be in them.
    private final List<I> replaced = new ArrayList<>();

    private volatile I current;
    private Path mapped;

    private Reopened(I current, Path mapped, Loader<I> loader) {
        this.current = current;
        this.mapped = mapped;
        this.loader = loader;
    }

    /// An index that can change.
    static <I extends AutoCloseable> Reopened<I> of(I index) {
        return new Reopened<>(index, null, _ -> index);
    }

    /// An index that cannot.
    ///
    /// @param file where it is mapped from; it may be deleted only after the first change
    static <I extends AutoCloseable> Reopened<I> mapped(I index, Path file, Loader<I> loader) {
        return new Reopened<>(index, file, loader);
    }

    /// To search in.
    I get() {
        return current;
    }

    /// To change.
    I toChange() throws IOException {
        if (mapped != null) {
            I loaded = loader.load(mapped);
            replaced.add(current);
            current = loaded;
            mapped = null;
        }
        return current;
    }

    /// Whether it is what its file is.
    boolean isMapped() {
        return mapped != null;
    }

    @Override
    public void close() {
        replaced.add(current);
        for (I index : replaced) {
            try {
                index.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close " + index, e);
            }
        }
    }
}
