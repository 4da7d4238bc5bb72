package dev.lanes.sparse.text;

import static dev.lanes.sparse.text.TextSegmentLayout.CODE_BITS;
import static dev.lanes.sparse.text.TextSegmentLayout.DOUBLE;
import static dev.lanes.sparse.text.TextSegmentLayout.FLOAT;
import static dev.lanes.sparse.text.TextSegmentLayout.INT;
import static dev.lanes.sparse.text.TextSegmentLayout.LONG;
import static dev.lanes.sparse.text.TextSegmentLayout.SHORT;

import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import dev.lanes.sparse.text.TextSegmentLayout.Part;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Writes one segment of rows that were counted. Used once.
final class TextSegmentBuilder {
    /// A list that has at least this share of the rows gets its codes by row, too.
    private static final int DENSE_SHARE = 4;

    private static final int CHECKED = 256;

    private final RowRange range;
    private final SegmentCounts counts;
    private final ListNumbers lists;

    /// By list, where its postings begin.
    private final int[] starts;

    /// By list, where its next posting goes.
    private final int[] next;

    /// By list, its number among those with codes by row.
    private final int[] dense;

    private final float[] maxima;

    private TextSegmentBuilder(RowRange range, SegmentCounts counts) {
        this.range = range;
        this.counts = counts;
        lists = ListNumbers.of(range.parts(), counts.lists);
        int[] lengths = lists.lengths(counts.lists);
        starts = new int[lengths.length + 1];
        dense = new int[lengths.length];
        maxima = new float[lengths.length];
        int denseLists = 0;
        for (int list = 0; list < lengths.length; list++) {
            starts[list + 1] = starts[list] + lengths[list];
            boolean isDense = (long) lengths[list] * DENSE_SHARE >= range.size();
            dense[list] = isDense ? denseLists++ : TextPart.ABSENT;
        }
        next = starts.clone();
    }

    /// Seals rows.
    ///
    /// @param range at least one row
    /// @param counts of it, which fit
    /// @param memory of the segment
    static TextSegment write(RowRange range, SegmentCounts counts, OffHeap memory, Runnable check) {
        var builder = new TextSegmentBuilder(range, counts);
        var layout = builder.layout();
        var segment = memory.allocate(layout.bytes());
        layout.writeCounts(segment);
        builder.writeRows(layout, segment, check);
        builder.writeKeys(layout, segment);
        builder.writeLists(layout, segment);
        return new TextSegment(memory, segment);
    }

    private TextSegmentLayout layout() {
        return new TextSegmentLayout(
                range.size(),
                range.fields(),
                lists.count(),
                counts.postings,
                counts.tokens,
                counts.codes.count(),
                Arrays.stream(lists.keys()).mapToLong(key -> key.length).sum(),
                Arrays.stream(dense).filter(number -> number >= 0).count());
    }

    private void writeRows(TextSegmentLayout layout, MemorySegment segment, Runnable check) {
        var ids = layout.slice(segment, Part.IDS);
        var live = Bits.over(layout.slice(segment, Part.LIVE), range.size());
        var starts = layout.slice(segment, Part.STARTS);
        var texts = new Texts(layout, segment, impacts(layout, segment));
        for (int row = 0; row < range.size(); row++) {
            if (row % CHECKED == 0) {
                check.run();
            }
            ids.setAtIndex(LONG, row, range.order().id(range.from() + row));
            live.set(row);
            for (int field = 0; field < range.fields(); field++) {
                int end = texts.write(row, field);
                starts.setAtIndex(INT, (long) row * range.fields() + field + 1, end);
            }
        }
    }

    /// What is counted by field, and the impacts by code that follow from it.
    private float[] impacts(TextSegmentLayout layout, MemorySegment segment) {
        var totals = layout.slice(segment, Part.COUNTS);
        MemorySegment.copy(counts.fields, 0, totals, LONG, 0, counts.fields.length);
        var averages = new double[range.fields()];
        for (int field = 0; field < averages.length; field++) {
            averages[field] =
                    TextStatistics.mean(counts.fields[2 * field + 1], counts.fields[2 * field]);
            layout.slice(segment, Part.SEALED).setAtIndex(DOUBLE, field, averages[field]);
        }
        return counts.codes.table(new Impacts(range.settings(), averages));
    }

    /// Writes the tokens of texts, and a posting for each of their terms.
    private final class Texts {
        private final MemorySegment norms;
        private final MemorySegment tokens;
        private final MemorySegment postings;
        private final MemorySegment codesByRow;
        private final float[] impacts;
        private int token;

        Texts(TextSegmentLayout layout, MemorySegment segment, float[] impacts) {
            this.norms = layout.slice(segment, Part.NORMS);
            this.tokens = layout.slice(segment, Part.TOKENS);
            this.postings = layout.slice(segment, Part.POSTINGS);
            this.codesByRow = layout.slice(segment, Part.CODES);
            this.impacts = impacts;
        }

        /// @return where the tokens end
        int write(int row, int field) {
            int at = range.from() + row;
            int part = range.order().part(at);
            var counter = counts.counters[part];
            int[] numbers = lists.numbers()[part];
            range.parts().get(part).count(range.order().row(at), field, counter);
            int norm = NormByte.encode(counter.terms());
            norms.set(ValueLayout.JAVA_BYTE, (long) field * range.size() + row, (byte) norm);
            for (int i = 0; i < counter.distinct(); i++) {
                int code = counts.codes.code(field, counter.frequency(i), norm);
                post(numbers[counter.list(i)], row, code);
            }
            int length = counter.length();
            MemorySegment.copy(counter.numbered(numbers), 0, tokens, INT, 4L * token, length);
            token += length;
            return token;
        }

        private void post(int list, int row, int code) {
            postings.setAtIndex(INT, next[list]++, row << CODE_BITS | code);
            maxima[list] = Math.max(maxima[list], impacts[code]);
            if (dense[list] >= 0) {
                long place = (long) dense[list] * range.size() + row;
                codesByRow.setAtIndex(SHORT, place, (short) code);
            }
        }
    }

    private void writeKeys(TextSegmentLayout layout, MemorySegment segment) {
        var keyStarts = new int[lists.count() + 1];
        var bytes = layout.slice(segment, Part.KEYS);
        var slots = new int[layout.slots()];
        int mask = layout.slots() - 1;
        int at = 0;
        for (int list = 0; list < lists.count(); list++) {
            byte[] key = lists.keys()[list];
            MemorySegment.copy(key, 0, bytes, ValueLayout.JAVA_BYTE, at, key.length);
            at += key.length;
            keyStarts[list + 1] = at;
            int slot = TextKeys.hash(key) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = list + 1;
        }
        copy(keyStarts, layout.slice(segment, Part.KEY_STARTS));
        copy(slots, layout.slice(segment, Part.SLOTS));
    }

    private void writeLists(TextSegmentLayout layout, MemorySegment segment) {
        copy(starts, layout.slice(segment, Part.LISTS));
        copy(dense, layout.slice(segment, Part.DENSE));
        copy(lists.lengths(counts.lists), layout.slice(segment, Part.LIVE_ROWS));
        var maximaThere = layout.slice(segment, Part.MAXIMA);
        MemorySegment.copy(maxima, 0, maximaThere, FLOAT, 0, maxima.length);
        var pairs = layout.slice(segment, Part.PAIRS);
        MemorySegment.copy(counts.codes.pairs(), 0, pairs, LONG, 0, counts.codes.count());
    }

    private static void copy(int[] values, MemorySegment to) {
        MemorySegment.copy(values, 0, to, INT, 0, values.length);
    }
}
