package dev.lanes.sparse.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The rows of a segment as they were before they were sealed.
final class SegmentRows {
    private final TextSegment segment;
    private final String[] terms;

    SegmentRows(TextSegment segment) {
        this.segment = segment;
        this.terms = new String[segment.listCount()];
        Arrays.setAll(terms, segment::term);
    }

    /// Adds those that are live to others.
    void live(List<RowTerms> rows) {
        var live = segment.live();
        for (int row = live.next(0); row < live.length(); row = live.next(row + 1)) {
            var fields = new ArrayList<String[]>(segment.fields());
            for (int field = 0; field < segment.fields(); field++) {
                fields.add(terms(row, field));
            }
            rows.add(new RowTerms(segment.id(row), fields));
        }
    }

    private String[] terms(int row, int field) {
        int from = segment.tokenStart(row, field);
        var inOrder = new String[segment.tokenStart(row, field + 1) - from];
        Arrays.setAll(
                inOrder,
                i -> segment.token(from + i) < 0 ? RowTerms.GAP : terms[segment.token(from + i)]);
        return inOrder;
    }
}
