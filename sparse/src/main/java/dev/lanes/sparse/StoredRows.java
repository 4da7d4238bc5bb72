package dev.lanes.sparse;

import dev.lanes.vector.SparseVector;

/// The terms and weights of a segment's rows, as its [RowStorage] has them. Immutable and safe for
/// many threads.
sealed interface StoredRows permits RowsAndLists, WeightedLists {
    /// Reads rows. For one thread.
    interface RowReader {
        /// A row as it is stored.
        SparseVector vector(int row);
    }

    /// How many rows there are.
    int size();

    /// One more than the largest term.
    int termLimit();

    /// A row as it is stored.
    SparseVector vector(int row);

    /// Reads many rows faster than one by one.
    RowReader reader();

    /// The first law that is broken, with what was found, or nothing.
    String problem();
}
