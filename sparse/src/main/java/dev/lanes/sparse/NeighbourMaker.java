package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Hit;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/// Finds the nearest rows of each row by inner product, among those that share a cluster with it in
/// any list: a graph as good as a search would give, for a small part of the searches' time. For
/// one thread.
final class NeighbourMaker {
    /// In the place of a neighbour: there is none.
    static final int NONE = -1;

    private final ForwardIndex forward;
    private final MemorySegment rowStarts;
    private final MemorySegment clusterRows;

    /// By row: where its clusters begin in the next array; one more than rows.
    private final int[] starts;

    private final int[] clusters;

    // Rows that share a cluster with one.
    private final long[] met;
    private int[] candidates = new int[1024];
    private int count;

    /// @param rowStarts as [SeismicIndex] has them
    /// @param clusterRows as [SeismicIndex] has them
    NeighbourMaker(ForwardIndex forward, MemorySegment rowStarts, MemorySegment clusterRows) {
        this.forward = forward;
        this.rowStarts = rowStarts;
        this.clusterRows = clusterRows;
        this.starts = new int[forward.size() + 1];
        this.met = new long[forward.size() / Long.SIZE + 1];
        int entries = (int) (clusterRows.byteSize() / Integer.BYTES);
        this.clusters = new int[entries];
        for (int i = 0; i < entries; i++) {
            starts[row(i) + 1]++;
        }
        for (int row = 0; row < forward.size(); row++) {
            starts[row + 1] += starts[row];
        }
        var places = starts.clone();
        int clusterCount = (int) (rowStarts.byteSize() / Integer.BYTES) - 1;
        for (int cluster = 0; cluster < clusterCount; cluster++) {
            for (int i = firstRow(cluster); i < firstRow(cluster + 1); i++) {
                clusters[places[row(i)]++] = cluster;
            }
        }
    }

    private int firstRow(int cluster) {
        return rowStarts.getAtIndex(ForwardLayout.INT, cluster);
    }

    private int row(int index) {
        return clusterRows.getAtIndex(ForwardLayout.INT, index);
    }

    /// Finds them all.
    ///
    /// @param most neighbours of a row
    /// @param kernels what scores
    /// @param memory where the rows lie, and the result will
    /// @return ints: so many for each row, nearest first
    MemorySegment find(int most, Kernels kernels, OffHeap memory) {
        var scoring = forward.scoring(kernels, memory);
        var found = memory.allocate(Math.max(1, (long) forward.size() * most * Integer.BYTES));
        var terms = new int[forward.longest()];
        var weights = new float[terms.length];
        var scores = new float[candidates.length];
        for (int row = 0; row < forward.size(); row++) {
            gather(row);
            if (scores.length < count) {
                scores = new float[candidates.length];
            }
            int length = forward.copy(row, terms, weights);
            scoring.ask(Arrays.copyOf(terms, length), Arrays.copyOf(weights, length));
            scoring.score(candidates, count, scores);
            var best = new TopHits(most);
            for (int i = 0; i < count; i++) {
                best.offer(candidates[i], scores[i]);
            }
            write(best.drain(), found, (long) row * most, most);
        }
        return found;
    }

    private void gather(int row) {
        count = 0;
        met[row / Long.SIZE] |= 1L << row;
        for (int at = starts[row]; at < starts[row + 1]; at++) {
            int end = firstRow(clusters[at] + 1);
            for (int i = firstRow(clusters[at]); i < end; i++) {
                add(row(i));
            }
        }
        met[row / Long.SIZE] = 0;
        for (int i = 0; i < count; i++) {
            met[candidates[i] / Long.SIZE] = 0;
        }
    }

    private void add(int row) {
        long bit = 1L << row;
        if ((met[row / Long.SIZE] & bit) == 0) {
            met[row / Long.SIZE] |= bit;
            if (count == candidates.length) {
                candidates = Arrays.copyOf(candidates, 2 * count);
            }
            candidates[count++] = row;
        }
    }

    private static void write(List<Hit> nearest, MemorySegment found, long from, int most) {
        for (int i = 0; i < most; i++) {
            int row = i < nearest.size() ? (int) nearest.get(i).id() : NONE;
            found.setAtIndex(ForwardLayout.INT, from + i, row);
        }
    }
}
