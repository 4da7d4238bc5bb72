package dev.lanes.sparse;

import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;

/// Seals rows: puts them in an order, then writes the forward index and the posting lists.
final class SegmentBuilder {
    private SegmentBuilder() {}

    /// A segment of rows.
    ///
    /// @param memory where it lies
    static Segment seal(RowBuffer rows, SparseSettings settings, OffHeap memory) {
        int size = rows.size();
        var order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        var ids = memory.allocate(Math.max(1, (long) size * Long.BYTES));
        var live = Bits.over(memory.allocate(Math.max(1, Bits.bytes(size))), size);
        for (int ordinal = 0; ordinal < size; ordinal++) {
            ids.setAtIndex(ForwardLayout.LONG, ordinal, rows.id(order[ordinal]));
            live.set(ordinal);
        }
        var segment =
                new Segment(
                        memory,
                        ids,
                        live,
                        ForwardIndex.of(rows, order, settings.weights(), memory),
                        PostingWriter.write(rows, order, memory),
                        new SeismicOnDemand(settings.seismic()));
        segment.seismic().sealed(segment);
        return segment;
    }
}
