package dev.lanes.sparse;

import static dev.lanes.sparse.ForwardLayout.INT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.lanes.kernels.PackedSums;
import dev.lanes.kernels.PackedSums.Form;
import dev.lanes.vector.SparseVector;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// By term, the rows that have it, with their weights as stored: all that there is of a segment's
/// rows.
///
/// Nothing in it is trusted. Immutable and safe for many threads.
///
/// @param terms as [WeightedListLayout] has it, whose size was checked
/// @param lists the same
/// @param size how many rows there are
/// @param termLimit one more than the largest term
/// @param encoding of the weights
record WeightedLists(
        MemorySegment terms, MemorySegment lists, int size, int termLimit, WeightEncoding encoding)
        implements StoredRows {
    private long pairs() {
        return Math.max(0, lists.byteSize() - PackedSums.SLACK_BYTES) / Short.BYTES;
    }

    private long start(int term) {
        long pair = Integer.toUnsignedLong(terms.get(INT, WeightedListLayout.start(term)));
        return Math.min(pair, pairs());
    }

    /// The byte where a term's list begins.
    long from(int term) {
        return start(term) * Short.BYTES;
    }

    /// How many fields a term's list has, those without a posting too.
    long count(int term) {
        return Math.max(0, start(term + 1) - start(term)) * Short.BYTES / form(term).bytes();
    }

    Form form(int term) {
        int gapBits = terms.get(JAVA_BYTE, WeightedListLayout.gapBits(termLimit, term));
        int weightBits = terms.get(JAVA_BYTE, WeightedListLayout.weightBits(termLimit, term));
        return new Form(
                Math.clamp(gapBits, 1, PackedSums.MOST_GAP_BITS),
                Math.clamp(weightBits, 0, Integer.SIZE),
                terms.get(INT, WeightedListLayout.base(termLimit, term)));
    }

    /// Goes over a term's list.
    FieldCursor cursor(int term) {
        return new FieldCursor(lists, from(term), count(term), form(term));
    }

    /// Whether a row may have a weight.
    static boolean isWeight(float weight) {
        return weight > 0 && weight < Float.POSITIVE_INFINITY;
    }

    /// A row, for which all lists are read.
    @Override
    public SparseVector vector(int row) {
        var found = new int[16];
        var weights = new float[16];
        int count = 0;
        for (int term = 0; term < termLimit; term++) {
            var cursor = cursor(term);
            while (cursor.hasPosting() && cursor.ordinal() < row) {
                cursor.advance();
            }
            if (cursor.hasPosting() && cursor.ordinal() == row) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                    weights = Arrays.copyOf(weights, 2 * count);
                }
                found[count] = term;
                weights[count++] = encoding.ofBits(cursor.bits());
            }
        }
        return SparseVector.of(Arrays.copyOf(found, count), Arrays.copyOf(weights, count));
    }

    @Override
    public RowReader reader() {
        return new TransposedLists(this)::vector;
    }

    @Override
    public String problem() {
        return new WeightedListCheck(this).problem();
    }
}
