package dev.lanes.sparse;

import java.lang.foreign.MemorySegment;

/// The clusters of a segment. Made in memory and never read from a file, so its laws hold.
/// Immutable and safe for many threads.
///
/// @param summaries of the clusters
/// @param clusterStarts ints: by term the clusters of the lists before; one more than terms
/// @param rowStarts ints: by cluster the rows of the clusters before; one more than clusters
/// @param rows ints: ordinals, cluster after cluster
/// @param neighbours of each row
record SeismicIndex(
        ForwardIndex summaries,
        MemorySegment clusterStarts,
        MemorySegment rowStarts,
        MemorySegment rows,
        Neighbours neighbours) {
    /// The nearest rows of each row.
    ///
    /// @param count of each row
    /// @param rows ints: ordinals, row after row, nearest first, or [NeighbourMaker#NONE]
    record Neighbours(int count, MemorySegment rows) {
        static final Neighbours NO = new Neighbours(0, MemorySegment.NULL);

        /// One of a row's.
        int get(int row, int index) {
            return rows.getAtIndex(ForwardLayout.INT, (long) row * count + index);
        }
    }

    /// The first cluster of a term's list; that of the next term is its end.
    int firstCluster(int term) {
        return clusterStarts.getAtIndex(ForwardLayout.INT, term);
    }

    /// The first row of a cluster; that of the next cluster is its end.
    int firstRow(int cluster) {
        return rowStarts.getAtIndex(ForwardLayout.INT, cluster);
    }

    int row(int index) {
        return rows.getAtIndex(ForwardLayout.INT, index);
    }
}
