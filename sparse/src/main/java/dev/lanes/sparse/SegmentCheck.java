package dev.lanes.sparse;

import static dev.lanes.sparse.ForwardLayout.SHORT;

import dev.lanes.kernels.PostingScan;
import java.lang.foreign.MemorySegment;

/// Compares a segment with its laws: its rows are rows, and each list has the rows of its term, no
/// other, under codes and maxima that are no less than their weights.
final class SegmentCheck {
    private final ForwardIndex rows;
    private final PostingLists postings;
    private final MemorySegment lists;

    /// By row: how many of its terms were met in lists.
    private final int[] met;

    SegmentCheck(RowsAndLists stored) {
        this.rows = stored.forward();
        this.postings = stored.postings();
        this.lists = postings.lists();
        this.met = new int[stored.size()];
    }

    /// The first law that is broken, with what was found, or nothing.
    String problem() {
        var problem = rows.problem();
        long sum = 0;
        for (int term = 0; term < rows.termLimit() && problem.isEmpty(); term++) {
            if (postings.from(term) != sum) {
                return "list of term %d must begin at %d but began at %d"
                        .formatted(term, sum, postings.from(term));
            }
            problem = listProblem(term);
            sum = postings.to(term);
        }
        for (int row = 0; row < met.length && problem.isEmpty(); row++) {
            if (met[row] != rows.length(row)) {
                return "row %d must be in %d lists but was in %d"
                        .formatted(row, rows.length(row), met[row]);
            }
        }
        return problem;
    }

    private String listProblem(int term) {
        int gapBits = postings.gapBits(term);
        int gaps = (1 << gapBits) - 1;
        long row = 0;
        for (long at = postings.from(term); at < postings.to(term); at++) {
            int posting = Short.toUnsignedInt(lists.getAtIndex(SHORT, at));
            row += posting & gaps;
            int code = posting >>> gapBits;
            if (row >= met.length) {
                return "list of term %d must have rows below %d but had %d"
                        .formatted(term, met.length, row);
            }
            if (code > 0) {
                var problem = postingProblem(term, (int) row, code);
                if (!problem.isEmpty()) {
                    return problem;
                }
                met[(int) row]++;
            }
        }
        return "";
    }

    private String postingProblem(int term, int row, int code) {
        int index = met[row];
        if (index >= rows.length(row) || rows.term(row, index) != term) {
            return "list of term %d must have rows that have the term but had %d"
                    .formatted(term, row);
        }
        if (!((double) code * postings.scale(term) >= rows.weight(row, index))) {
            return "code of term %d in row %d must be no less than weight %s but was %d times %s"
                    .formatted(term, row, rows.weight(row, index), code, postings.scale(term));
        }
        int maximaRow = postings.maximaRow(term);
        if (maximaRow != PostingLists.NO_MAXIMA) {
            int largest = postings.maximum(maximaRow, row / PostingScan.BLOCK_ROWS, met.length);
            if (largest < code) {
                return "maximum of term %d at row %d must be at least %d but was %d"
                        .formatted(term, row, code, largest);
            }
        }
        return "";
    }
}
