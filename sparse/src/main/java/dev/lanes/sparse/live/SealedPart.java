package dev.lanes.sparse.live;

import dev.lanes.memory.OffHeap;

/// Rows that lie outside the heap; none comes to them any more.
public interface SealedPart extends LivePart {
    /// Owns what the rows lie in; other parts may lie there too.
    OffHeap memory();

    /// Whether it may be made one with others like it, [MergePolicy#FAN] together.
    default boolean mayMerge() {
        return true;
    }
}
