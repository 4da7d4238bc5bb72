package dev.lanes.jmh.peer;

import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;

/// One HNSW index of one library, as far as a benchmark needs it.
///
/// A row is known by its place in the list it was built from. Used from one thread.
public interface Peer extends AutoCloseable {
    /// The name of the library, in lower case.
    String library();

    /// The version of the library.
    String version();

    /// What the library says of the code that computes its similarities.
    String backend();

    /// Builds the index and makes it ready to search. Called once.
    ///
    /// @param rows finite floats, all of one dimension; not written to
    /// @param progress told how many rows are in, as often as the library likes
    void build(List<float[]> rows, IntConsumer progress) throws IOException;

    /// The k nearest rows, best first.
    ///
    /// @param query of the dimension of the rows; not written to
    /// @param k how many rows, at least 1
    /// @param efSearch the width of the beam; a library raises it to k where it is smaller
    int[] search(float[] query, int k, int efSearch) throws IOException;

    /// Bytes that the finished index takes, off the heap or on disk, rows included.
    long bytes() throws IOException;

    @Override
    void close() throws IOException;
}
