package dev.lanes.sparse;

import static dev.lanes.sparse.ForwardLayout.FLOAT;
import static dev.lanes.sparse.ForwardLayout.INT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.lanes.kernels.PostingScan;
import java.lang.foreign.MemorySegment;

/// By term, the rows that have it, with codes of their weights, and the largest codes of blocks of
/// rows for the most frequent terms. A code is no less than its weight, so that sums of codes bound
/// scores from above.
///
/// Nothing in it is trusted. Immutable and safe for many threads.
///
/// @param terms as [PostingLayout] has it, whose size was checked
/// @param lists the same
/// @param bounded the same
/// @param maxima the same
/// @param termLimit one more than the largest term
record PostingLists(
        MemorySegment terms,
        MemorySegment lists,
        MemorySegment bounded,
        MemorySegment maxima,
        int termLimit) {
    /// A list without a row of maxima.
    static final int NO_MAXIMA = -1;

    static final int LEAST_GAP_BITS = 8;
    static final int MOST_GAP_BITS = 15;

    /// The first posting of a term's list.
    long from(int term) {
        return Math.min(Integer.toUnsignedLong(terms.get(INT, PostingLayout.start(term))), count());
    }

    /// Where a term's list ends; no sooner than it begins.
    long to(int term) {
        long end = Integer.toUnsignedLong(terms.get(INT, PostingLayout.start(term + 1)));
        return Math.max(from(term), Math.min(end, count()));
    }

    private long count() {
        return lists.byteSize() / Short.BYTES;
    }

    /// What a code of a term is multiplied by.
    float scale(int term) {
        return terms.get(FLOAT, PostingLayout.scale(termLimit, term));
    }

    int gapBits(int term) {
        int bits = terms.get(JAVA_BYTE, PostingLayout.gapBits(termLimit, term));
        return Math.clamp(bits, LEAST_GAP_BITS, MOST_GAP_BITS);
    }

    /// The largest code of a term.
    int topCode(int term) {
        return topCodeOf(gapBits(term));
    }

    static int topCodeOf(int gapBits) {
        return (1 << (Short.SIZE - gapBits)) - 1;
    }

    /// Which row of the maxima a term has, or [#NO_MAXIMA].
    int maximaRow(int term) {
        if (gapBits(term) != LEAST_GAP_BITS) {
            return NO_MAXIMA;
        }
        int low = 0;
        int high = (int) (bounded.byteSize() / Integer.BYTES) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = bounded.getAtIndex(INT, middle);
            if (found == term) {
                return middle;
            }
            if (found < term) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return NO_MAXIMA;
    }

    /// The largest code in a block.
    int maximum(int maximaRow, int block, int rows) {
        return Byte.toUnsignedInt(maxima.get(JAVA_BYTE, (long) maximaRow * blocks(rows) + block));
    }

    /// How many blocks some rows make.
    static int blocks(int rows) {
        return (int) ((rows + PostingScan.BLOCK_ROWS - 1L) / PostingScan.BLOCK_ROWS);
    }
}
