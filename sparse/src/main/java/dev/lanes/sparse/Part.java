package dev.lanes.sparse;

import dev.lanes.vector.SparseVector;
import java.util.function.LongConsumer;

/// Rows that are searched together. No row of it changes, but rows may die, and to fresh ones
/// others may come. Safe for many threads, of which one at a time changes it.
sealed interface Part permits FreshRows, SearchedSegment {
    /// The place of a live row, or [dev.lanes.memory.OrdinalMap#ABSENT].
    int row(long id);

    /// A row as it is stored.
    SparseVector vector(int row);

    /// Reads many rows that were there when this was called.
    StoredRows.RowReader reader();

    /// Nobody finds a row any more. It must be live.
    void kill(int row);

    /// How many rows are live.
    int liveCount();

    /// Gives the ids of all live rows.
    void forEachId(LongConsumer action);

    /// Offers the rows that may be among the best.
    Explanation search(Query query, SparseSearchSettings search, TopHits best);
}
