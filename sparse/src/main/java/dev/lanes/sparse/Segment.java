package dev.lanes.sparse;

import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;

/// Rows that were sealed: they do not change, but a row may die. By ordinal: ids, live bits, the
/// forward index.
///
/// @param ids longs
/// @param live a bit for each row that is there
/// @param forward the rows
record Segment(MemorySegment ids, Bits live, ForwardIndex forward) {
    /// Seals rows.
    static Segment of(RowBuffer rows, SparseSettings settings, OffHeap memory) {
        int size = rows.size();
        var order = new int[size];
        var ids = memory.allocate(Math.max(1, (long) size) * Long.BYTES);
        var live = Bits.over(memory.allocate(Math.max(1, Bits.bytes(size))), size);
        for (int ordinal = 0; ordinal < size; ordinal++) {
            order[ordinal] = ordinal;
            ids.setAtIndex(ForwardLayout.LONG, ordinal, rows.id(ordinal));
            live.set(ordinal);
        }
        var forward = ForwardIndex.of(rows, order, settings.weights(), memory);
        return new Segment(ids, live, forward);
    }

    int size() {
        return forward.size();
    }

    long id(int ordinal) {
        return ids.getAtIndex(ForwardLayout.LONG, ordinal);
    }
}
