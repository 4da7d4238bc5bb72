package dev.lanes.search.index;

import java.io.IOException;
import java.nio.file.Path;

/// The index of a field. Searches may come from many threads; changes come from one at a time.
public interface FieldIndex extends AutoCloseable {
    /// Takes a row away, if it is there.
    ///
    /// @throws IOException when the index was mapped and its file cannot be read
    void delete(long number) throws IOException;

    /// Whether it is what the file is that it was opened from.
    boolean isSaved();

    /// Waits until all rows below a number would be saved.
    default void awaitLinked(long number) throws IOException {}

    /// Writes the index to a file.
    void save(Path file) throws IOException;

    /// Gives back what deleted rows took.
    void compact() throws IOException;

    /// All numbers, in no order.
    long[] numbers() throws IOException;

    /// How many rows are there.
    long size();

    /// Bytes outside the Java heap, allocated or mapped.
    long bytes();

    /// Closing twice is fine.
    @Override
    void close();
}
