package dev.lanes.sparse.live;

/// Rows that are searched together. No row of it changes, but rows may die, and to fresh ones
/// others may come. Safe for many threads, of which one at a time changes it.
public interface LivePart extends LiveIds {
    /// The place of a live row, or [dev.lanes.memory.OrdinalMap#ABSENT]. Of fresh rows, only for
    /// who may change them.
    int row(long id);

    /// Nobody finds a row any more. It must be live.
    void kill(int row);

    /// How many rows there are, dead ones included.
    int size();
}
