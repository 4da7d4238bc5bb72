package dev.lanes.sparse;

import dev.lanes.kernels.ClusterBounds;
import java.lang.foreign.MemorySegment;

/// The clusters of a segment. Made in memory and never read from a file, so its laws hold.
/// Immutable and safe for many threads.
///
/// @param summaries of the clusters of each term
/// @param rowStarts ints: by cluster the rows of the clusters before; one more than clusters
/// @param rows ints: ordinals, cluster after cluster
record SeismicIndex(ClusterBounds.Lists summaries, MemorySegment rowStarts, MemorySegment rows) {
    /// The first cluster of a term's list; that of the next term is its end.
    int firstCluster(int term) {
        return summaries.clusterStarts().getAtIndex(ForwardLayout.INT, term);
    }

    /// The first row of a cluster; that of the next cluster is its end.
    int firstRow(int cluster) {
        return rowStarts.getAtIndex(ForwardLayout.INT, cluster);
    }

    int row(int index) {
        return rows.getAtIndex(ForwardLayout.INT, index);
    }
}
