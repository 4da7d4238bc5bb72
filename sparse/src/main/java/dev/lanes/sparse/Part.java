package dev.lanes.sparse;

import dev.lanes.sparse.live.LivePart;
import dev.lanes.vector.SparseVector;

/// Rows of weighted terms that are searched together.
sealed interface Part extends LivePart permits FreshRows, SearchedSegment {
    /// A row as it is stored.
    SparseVector vector(int row);

    /// Reads many rows that were there when this was called.
    StoredRows.RowReader reader();

    /// Offers the rows that may be among the best.
    Explanation search(Query query, SparseSearchSettings search, TopHits best);
}
