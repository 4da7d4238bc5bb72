package dev.lanes.sparse.text;

import java.util.List;

/// What there is to write of some rows: how long lists are, how many tokens there are and which
/// pairs of frequency and length. Used once.
final class SegmentCounts {
    static final int MOST_TOKENS = 1 << 29;
    private static final int CHECKED = 256;

    /// By part and list there.
    final int[][] lists;

    /// By part.
    final TermCounter[] counters;

    final PairCodes codes;

    /// By field: rows that have it, and tokens that are no gaps.
    final long[] fields;

    long tokens;
    long postings;

    private SegmentCounts(List<? extends TextPart> parts, int fields) {
        this.lists = new int[parts.size()][];
        this.counters = new TermCounter[parts.size()];
        for (int part = 0; part < lists.length; part++) {
            int count = parts.get(part).listCount();
            lists[part] = new int[count];
            counters[part] = new TermCounter(count);
        }
        this.codes = new PairCodes(fields);
        this.fields = new long[2 * fields];
    }

    /// Counts rows, until there are too many for a segment.
    ///
    /// @param check called often, to end the work by an exception
    static SegmentCounts of(RowRange range, Runnable check) {
        var counts = new SegmentCounts(range.parts(), range.fields());
        var order = range.order();
        for (int at = range.from(); at < range.to() && counts.fit(); at++) {
            if (at % CHECKED == 0) {
                check.run();
            }
            int part = order.part(at);
            for (int field = 0; field < range.fields(); field++) {
                counts.add(range.parts().get(part), part, order.row(at), field);
            }
        }
        return counts;
    }

    private void add(TextPart part, int number, int row, int field) {
        var counter = counters[number];
        part.count(row, field, counter);
        int length = counter.terms();
        int norm = NormByte.encode(length);
        int[] counts = lists[number];
        for (int i = 0; i < counter.distinct(); i++) {
            counts[counter.list(i)]++;
            codes.code(field, counter.frequency(i), norm);
        }
        tokens += counter.length();
        postings += counter.distinct();
        fields[2 * field] += Math.min(1, length);
        fields[2 * field + 1] += length;
    }

    /// Texts of wildly different lengths may have more pairs of frequency and length than codes,
    /// and long ones more tokens than a segment; half of them have fewer.
    boolean fit() {
        return codes.count() <= TextSegmentLayout.MOST_CODES && tokens <= MOST_TOKENS;
    }
}
