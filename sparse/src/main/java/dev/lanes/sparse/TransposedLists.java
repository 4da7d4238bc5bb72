package dev.lanes.sparse;

import dev.lanes.vector.SparseVector;
import java.util.Arrays;

/// The rows of posting lists on the heap: what merging them takes, 8 bytes a posting. For one
/// thread.
final class TransposedLists {
    /// By row: where its terms begin.
    private final int[] starts;

    private final int[] terms;
    private final float[] weights;

    /// Reads all lists, twice.
    ///
    /// @throws IllegalArgumentException when they have more postings than a segment may have
    TransposedLists(WeightedLists lists) {
        int size = lists.size();
        starts = new int[size + 1];
        long postings = 0;
        for (int term = 0; term < lists.termLimit(); term++) {
            for (var at = lists.cursor(term); at.hasPosting(); at.advance()) {
                if (at.ordinal() < size) {
                    starts[(int) at.ordinal()]++;
                    postings++;
                }
            }
        }
        if (postings > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalArgumentException(
                    "a segment must have less than 2^31 postings but had " + postings);
        }
        terms = new int[(int) postings];
        weights = new float[(int) postings];
        int sum = 0;
        for (int row = 0; row <= size; row++) {
            int length = starts[row];
            starts[row] = sum;
            sum += length;
        }
        fill(lists, Arrays.copyOf(starts, size));
    }

    private void fill(WeightedLists lists, int[] places) {
        for (int term = 0; term < lists.termLimit(); term++) {
            for (var at = lists.cursor(term); at.hasPosting(); at.advance()) {
                if (at.ordinal() < places.length) {
                    int place = places[(int) at.ordinal()]++;
                    terms[place] = term;
                    weights[place] = lists.encoding().ofBits(at.bits());
                }
            }
        }
    }

    SparseVector vector(int row) {
        return SparseVector.of(
                Arrays.copyOfRange(terms, starts[row], starts[row + 1]),
                Arrays.copyOfRange(weights, starts[row], starts[row + 1]));
    }
}
