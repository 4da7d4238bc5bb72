package dev.lanes.hnsw;

import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// What of a graph changes while it grows, copied at one moment: all but the rows, which stay as
/// they are as long as no ordinal is given out anew.
///
/// @param memory owns the copies
record Snapshot(
        OffHeap memory, StoredRows rows, Fields fields, List<MemorySegment> live, Lists lists) {
    /// Numbers of the graph.
    record Fields(int size, Graph.Entry entry, int upperLists) {}

    /// Records of the graph.
    record Lists(
            List<MemorySegment> nodes, List<MemorySegment> ground, List<MemorySegment> upper) {}

    /// Copies a graph while nobody changes it.
    static Snapshot copy(Graph graph) {
        var memory = OffHeap.forOwner("snapshot of an HNSW index");
        try {
            return of(graph, memory);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    private static Snapshot of(Graph graph, OffHeap memory) {
        int size = graph.size();
        int upperLists = graph.upperLists();
        long liveBytes = Bits.bytes(size);
        return new Snapshot(
                memory,
                graph.rows(),
                new Fields(size, graph.entry(), upperLists),
                copies(List.of(graph.live().words().asSlice(0, liveBytes)), memory),
                new Lists(
                        copies(graph.nodes().records().pieces(size), memory),
                        copies(graph.ground().records().pieces(size), memory),
                        copies(graph.upper().records().pieces(upperLists), memory)));
    }

    private static List<MemorySegment> copies(List<MemorySegment> pieces, OffHeap memory) {
        var copies = new ArrayList<MemorySegment>(pieces.size());
        for (var piece : pieces) {
            copies.add(
                    piece.byteSize() == 0
                            ? piece
                            : memory.allocate(piece.byteSize()).copyFrom(piece));
        }
        return copies;
    }
}
