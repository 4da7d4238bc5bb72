package dev.lanes.jmh.sparse;

import dev.lanes.jmh.data.SparseRows;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/// One index of sparse rows of one library, as far as a benchmark needs it, and the ways in which
/// it is to be searched.
///
/// A row is known by its place. Used from one thread.
public interface SparsePeer extends AutoCloseable {
    /// The name of the library, in lower case.
    String library();

    /// The version of the library.
    String version();

    /// What the library says of the code that computes.
    String backend();

    /// Builds the index and makes it ready to search. Called once.
    ///
    /// @param rows weights of zero are to be dropped, empty rows to be kept
    /// @param progress told how many rows are in, as often as the library likes
    void build(SparseRows rows, IntConsumer progress) throws IOException;

    /// How the index is to be searched; asked after it was built.
    ///
    /// @param tuning recalls that approximate searches are to reach, if they are
    List<Way> ways(Optional<SparseTuning> tuning) throws IOException;

    /// Bytes that the finished index takes, off the heap or on disk.
    long bytes() throws IOException;

    @Override
    void close() throws IOException;

    /// One way to search an index.
    interface Way {
        /// What the results are listed under.
        String library();

        /// How it searches.
        String algorithm();

        /// The k rows with the largest dot products, best first; fewer when fewer have a term of
        /// the query.
        int[] search(SparseVector query, int k) throws IOException;
    }
}
