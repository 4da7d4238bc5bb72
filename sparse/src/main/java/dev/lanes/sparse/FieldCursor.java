package dev.lanes.sparse;

import static dev.lanes.sparse.ForwardLayout.LONG;

import dev.lanes.kernels.PackedSums.Form;
import java.lang.foreign.MemorySegment;

/// Goes over the postings of a packed list. For one thread.
final class FieldCursor {
    private final MemorySegment lists;
    private final long from;
    private final long count;
    private final Form form;
    private final int longest;
    private long next;
    private long ordinal;
    private int bits;
    private boolean hasPosting;

    /// At the first posting.
    ///
    /// @param from the byte where the list begins; 8 bytes may be read from any field of it
    /// @param count how many fields it has
    FieldCursor(MemorySegment lists, long from, long count, Form form) {
        this.lists = lists;
        this.from = from;
        this.count = count;
        this.form = form;
        this.longest = (1 << form.gapBits()) - 1;
        advance();
    }

    /// Whether there is a posting here; if not, the list is at its end.
    boolean hasPosting() {
        return hasPosting;
    }

    /// The row of the posting.
    long ordinal() {
        return ordinal;
    }

    /// The bits of its weight.
    int bits() {
        return bits;
    }

    /// How many fields were read.
    long read() {
        return next;
    }

    /// Goes to the next posting.
    void advance() {
        hasPosting = false;
        while (next < count && !hasPosting) {
            long field = lists.get(LONG, from + next++ * form.bytes());
            int gap = (int) field & longest;
            long code = field >>> form.gapBits() & ((1L << form.weightBits()) - 1);
            hasPosting = gap != longest;
            ordinal += hasPosting ? gap : longest * (code + 1);
            bits = form.base() + (int) code;
        }
    }
}
