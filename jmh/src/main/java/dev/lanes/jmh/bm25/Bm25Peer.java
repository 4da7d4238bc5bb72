package dev.lanes.jmh.bm25;

import dev.lanes.jmh.bm25.Bm25Task.Bm25Settings;
import dev.lanes.vector.Hit;
import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;

/// One index of tokens that ranks by BM25 as Lucene defines it: lengths kept in one byte, no factor
/// k1 + 1. Used from one thread.
public interface Bm25Peer extends AutoCloseable {
    /// The name of the library, in lower case.
    String library();

    /// The version of the library.
    String version();

    /// Builds the index and makes it ready to search. Called once.
    ///
    /// @param documents the tokens of each; its place is its id
    /// @param settings of BM25
    /// @param progress told how many documents are in, as often as the library likes
    void build(List<List<String>> documents, Bm25Settings settings, IntConsumer progress)
            throws IOException;

    /// The k best documents, best first; fewer when fewer have a token of the query.
    ///
    /// @param query tokens; one that occurs twice counts twice
    List<Hit> search(List<String> query, int k) throws IOException;

    /// Bytes that the finished index takes, off the heap or on disk.
    long bytes() throws IOException;

    @Override
    void close() throws IOException;
}
