package dev.lanes.kernels;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.lanes.memory.OffHeap;
import dev.lanes.simd.ClusterLayout;
import dev.lanes.simd.NativePostings;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Optional;

/// Bounds clusters in C. The sections must keep their laws, which is why they come from memory and
/// not from a file. For one thread.
public final class SummaryBounds implements ClusterBounds {
    private final Lists lists;
    private final NativePostings kernels;
    private final int listCount;
    private final MemorySegment job = OffHeap.scratch(ClusterLayout.JOB_BYTES);

    // Kept while their addresses are in the job.
    private MemorySegment terms = OffHeap.scratch(Integer.BYTES);
    private MemorySegment weights = OffHeap.scratch(Float.BYTES);
    private MemorySegment asked = OffHeap.scratch(Integer.BYTES);
    private MemorySegment results = OffHeap.scratch(Float.BYTES);

    private SummaryBounds(Lists lists, NativePostings kernels) {
        this.lists = lists;
        this.kernels = kernels;
        this.listCount = Math.toIntExact(lists.clusterStarts().byteSize() / Integer.BYTES - 1);
        var dictionary = lists.dictionary();
        address(ClusterLayout.CLUSTER_STARTS, lists.clusterStarts());
        address(ClusterLayout.DICTIONARY_STARTS, lists.dictionaryStarts());
        address(ClusterLayout.DICTIONARY, dictionary.terms());
        address(ClusterLayout.ENTRY_STARTS, dictionary.entryStarts());
        address(ClusterLayout.ENTRY_CLUSTERS, dictionary.entryClusters());
        address(ClusterLayout.ENTRY_CODES, dictionary.entryCodes());
        address(ClusterLayout.SCALES, lists.scales());
    }

    private void address(long field, MemorySegment segment) {
        job.set(JAVA_LONG, field, segment.address());
    }

    /// Bounds in C.
    ///
    /// @param kernels who computes
    /// @param lists what is bounded
    /// @return nothing, unless the backend is native
    public static Optional<SummaryBounds> of(Kernels kernels, Lists lists) {
        return kernels.kernels()
                .natives()
                .map(natives -> new SummaryBounds(lists, new NativePostings(natives)));
    }

    @Override
    public void ask(int[] queryTerms, float[] queryWeights) {
        terms = roomFor(terms, queryTerms.length);
        weights = roomFor(weights, queryTerms.length);
        MemorySegment.copy(queryTerms, 0, terms, JAVA_INT, 0, queryTerms.length);
        MemorySegment.copy(queryWeights, 0, weights, JAVA_FLOAT, 0, queryTerms.length);
        address(ClusterLayout.TERMS, terms);
        address(ClusterLayout.WEIGHTS, weights);
        job.set(JAVA_INT, ClusterLayout.TERM_COUNT, queryTerms.length);
    }

    /// A segment for so many numbers of 32 bits.
    private static MemorySegment roomFor(MemorySegment segment, int count) {
        long bytes = (long) count * Integer.BYTES;
        return bytes <= segment.byteSize() ? segment : OffHeap.scratch(2 * bytes);
    }

    @Override
    public void bound(int[] listsToBound, int count, float[] bounds) {
        try (var _ = lists.memory().lease()) {
            int clusters = 0;
            for (int i = 0; i < count; i++) {
                clusters += clusters(Objects.checkIndex(listsToBound[i], listCount));
            }
            Objects.checkFromIndexSize(0, clusters, bounds.length);
            asked = roomFor(asked, count);
            results = roomFor(results, clusters);
            MemorySegment.copy(listsToBound, 0, asked, JAVA_INT, 0, count);
            address(ClusterLayout.LISTS, asked);
            address(ClusterLayout.BOUNDS, results);
            job.set(JAVA_INT, ClusterLayout.LIST_COUNT, count);
            kernels.bound(job.address());
            MemorySegment.copy(results, JAVA_FLOAT, 0, bounds, 0, clusters);
        }
    }

    private int clusters(int list) {
        return lists.clusterStarts().getAtIndex(JAVA_INT, list + 1L)
                - lists.clusterStarts().getAtIndex(JAVA_INT, list);
    }
}
