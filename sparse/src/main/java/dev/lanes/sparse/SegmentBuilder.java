package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;
import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;

/// Seals rows: puts them in an order, then writes what the storage keeps of them.
final class SegmentBuilder {
    private SegmentBuilder() {}

    /// A segment of rows.
    ///
    /// @param kernels what computes
    /// @param memory where it lies
    static Segment seal(RowBuffer rows, SparseSettings settings, Kernels kernels, OffHeap memory) {
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
        var segment = new Segment(memory, ids, live, stored(rows, order, settings, memory));
        if (segment.stored() instanceof RowsAndLists both) {
            both.seismic().sealed(segment, kernels);
        }
        return segment;
    }

    private static StoredRows stored(
            RowBuffer rows, int[] order, SparseSettings settings, OffHeap memory) {
        var weights = settings.weights();
        return switch (settings.storage()) {
            case PLAIN ->
                    new RowsAndLists(
                            ForwardIndex.of(rows, order, weights, memory),
                            PostingWriter.write(rows, order, memory),
                            new SeismicOnDemand(settings.seismic()));
            case LISTS_ONLY -> WeightedListWriter.write(rows, order, weights, memory);
        };
    }
}
