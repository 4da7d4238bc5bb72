package dev.lanes.kernels;

import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;

/// Dots a query with summaries of clusters of rows, as Seismic has them (Bruch et al.,
/// arXiv:2404.18812): each term has a list of clusters, each cluster a summary, which is the
/// largest weights of its rows. For one thread.
public interface ClusterBounds {
    /// Summaries, by list and then by term. Little-endian.
    ///
    /// @param memory owns the rest
    /// @param clusterStarts ints: by list the clusters of the lists before; one more than lists
    /// @param dictionaryStarts ints: by list the terms of the lists before; one more than lists
    /// @param dictionary of all lists
    /// @param scales floats: by cluster what a code is multiplied by
    record Lists(
            OffHeap memory,
            MemorySegment clusterStarts,
            MemorySegment dictionaryStarts,
            Dictionary dictionary,
            MemorySegment scales) {}

    /// Where a list's terms are found.
    ///
    /// @param terms ints, ascending within a list
    /// @param entryStarts ints: by place of a term the entries before; one more than terms
    /// @param entryClusters 16 bits an entry: which cluster of the list
    /// @param entryCodes a byte an entry: a code of the largest weight
    record Dictionary(
            MemorySegment terms,
            MemorySegment entryStarts,
            MemorySegment entryClusters,
            MemorySegment entryCodes) {}

    /// Sets the query.
    ///
    /// @param terms ascending
    /// @param weights of the terms
    void ask(int[] terms, float[] weights);

    /// Bounds all clusters of some lists.
    ///
    /// @param lists which, of those there are
    /// @param count how many of them
    /// @param bounds receives a bound for each cluster, list after list
    /// @throws IndexOutOfBoundsException when there is no such list, or no room
    void bound(int[] lists, int count, float[] bounds);
}
