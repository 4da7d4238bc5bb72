package dev.lanes.hnsw;

import dev.lanes.memory.OrdinalMap;

/// The ordinals of the ids in a graph that does not change, read into the heap when one is asked
/// for the first time. Safe for many threads.
final class FileIds {
    private final Graph graph;
    private final OrdinalMap ordinals = new OrdinalMap();

    FileIds(Graph graph) {
        this.graph = graph;
    }

    /// The ordinals of all ids of a graph that will change.
    static OrdinalMap read(Graph graph) {
        var ordinals = new OrdinalMap();
        fill(ordinals, graph);
        return ordinals;
    }

    synchronized int ordinal(long id) {
        if (ordinals.size() == 0) {
            fill(ordinals, graph);
        }
        return ordinals.get(id);
    }

    private static void fill(OrdinalMap ordinals, Graph graph) {
        var live = graph.live();
        for (int node = live.next(0); node < graph.size(); node = live.next(node + 1)) {
            if (ordinals.get(graph.nodes().id(node)) == OrdinalMap.ABSENT) {
                ordinals.put(graph.nodes().id(node), node);
            }
        }
    }
}
