package dev.lanes.hnsw;

/// Where a walk gets links from: a [Graph], or one that is a little different.
interface LinkSource {
    /// The most links that a node may have on a level.
    int degree(int level);

    /// Copies a node's links on a level.
    ///
    /// @param links has room for as many as a node can have
    /// @return how many there are
    int links(int ordinal, int level, int[] links);
}
