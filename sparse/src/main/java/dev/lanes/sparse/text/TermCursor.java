package dev.lanes.sparse.text;

import static dev.lanes.sparse.text.TextSegmentLayout.CODE_BITS;
import static dev.lanes.sparse.text.TextSegmentLayout.CODE_MASK;
import static dev.lanes.sparse.text.TextSegmentLayout.INT;

import java.lang.foreign.MemorySegment;

/// A term's list in a segment, read forward. For one search.
final class TermCursor {
    final int list;
    final float units;

    /// The most that a row may score by it.
    final int bound;

    /// Whether codes are there by row.
    final boolean dense;

    final int end;

    /// The next posting.
    int at;

    private TermCursor(TextSegment segment, int list, float units, int bound) {
        this.list = list;
        this.units = units;
        this.bound = bound;
        this.dense = segment.isDense(list);
        this.at = segment.from(list);
        this.end = segment.to(list);
    }

    private TermCursor() {
        list = TextPart.ABSENT;
        units = 0;
        bound = 0;
        dense = false;
        end = 0;
    }

    static TermCursor of(TextSegment segment, Plan.Term term, Scoring scoring) {
        int list = segment.list(term.key());
        if (list == TextPart.ABSENT) {
            return new TermCursor();
        }
        float units = scoring.units(term.weight());
        float bound = segment.bound(list, term.field(), scoring.impacts());
        return new TermCursor(segment, list, units, Scoring.bound(units, bound));
    }

    /// Goes to the first posting of a row or of one behind it.
    int seek(MemorySegment postings, int row) {
        at = find(postings, row);
        return at;
    }

    private int find(MemorySegment postings, int row) {
        int low = at;
        int high = end;
        if (low == high || postings.getAtIndex(INT, low) >>> CODE_BITS >= row) {
            return low;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (postings.getAtIndex(INT, middle) >>> CODE_BITS < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// What the term adds to the score of a row that is not before the last that was gone to.
    int score(TextSegment segment, MemorySegment postings, int row, float[] table) {
        int code = 0;
        if (dense) {
            code = segment.denseCode(list, row);
        } else {
            int found = find(postings, row);
            if (found < end) {
                int posting = postings.getAtIndex(INT, found);
                code = posting >>> CODE_BITS == row ? posting & CODE_MASK : 0;
            }
        }
        return code == 0 ? 0 : Scoring.score(units, table[code]);
    }
}
