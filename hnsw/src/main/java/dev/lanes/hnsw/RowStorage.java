package dev.lanes.hnsw;

import dev.lanes.kernels.Encoding;
import java.util.Objects;
import java.util.Optional;

/// How an index keeps its rows: in which encoding the graph is walked, and whether the rows are
/// also kept in full precision, to rescore what the walk found.
///
/// @param encoding what the graph is walked on; without one, INT8 where a sample of the rows shows
///   that it pays, else FLOAT32. Until there are enough rows for a sample, it is walked on float32
/// @param fullRows what becomes of the float32 rows. FLOAT32 is full precision itself
public record RowStorage(Optional<Encoding> encoding, FullRows fullRows) {
    /// What becomes of the float32 rows.
    public enum FullRows {
        /// They are kept, and what a walk found is compared with them in the end.
        KEPT,
        /// They are dropped once the encoding has learnt: the index takes a quarter of the memory
        /// with INT8, and gives scores and rows as the encoding restores them.
        DROPPED
    }

    public RowStorage {
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(fullRows, "fullRows");
    }

    /// The default: the encoding that suits the rows, and the rows in full precision.
    ///
    /// @return storage
    public static RowStorage automatic() {
        return new RowStorage(Optional.empty(), FullRows.KEPT);
    }

    /// An encoding to walk on, and the rows in full precision.
    ///
    /// @param encoding what the graph is walked on
    /// @return storage
    public static RowStorage of(Encoding encoding) {
        return new RowStorage(Optional.of(encoding), FullRows.KEPT);
    }

    /// An encoding and nothing else.
    ///
    /// @param encoding what the graph is walked on, and all that is kept of the rows
    /// @return storage
    public static RowStorage only(Encoding encoding) {
        return new RowStorage(Optional.of(encoding), FullRows.DROPPED);
    }
}
