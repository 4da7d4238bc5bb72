package dev.lanes.search;

/// How the nearest vectors are found.
public enum SearchMode {
    /// By walking the graph: fast, and now and then a neighbour is missed.
    GRAPH,
    /// By comparing with every vector: slow on large collections, and nothing is missed.
    EXACT
}
