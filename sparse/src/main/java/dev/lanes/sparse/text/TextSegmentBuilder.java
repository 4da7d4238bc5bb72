package dev.lanes.sparse.text;

import static dev.lanes.sparse.text.TextSegmentLayout.CODE_BITS;
import static dev.lanes.sparse.text.TextSegmentLayout.DOUBLE;
import static dev.lanes.sparse.text.TextSegmentLayout.FLOAT;
import static dev.lanes.sparse.text.TextSegmentLayout.INT;
import static dev.lanes.sparse.text.TextSegmentLayout.LONG;
import static dev.lanes.sparse.text.TextSegmentLayout.MOST_CODES;
import static dev.lanes.sparse.text.TextSegmentLayout.MOST_ROWS;
import static dev.lanes.sparse.text.TextSegmentLayout.SHORT;

import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import dev.lanes.sparse.text.TextSegmentLayout.Part;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Makes one segment of some rows. Used once.
final class TextSegmentBuilder {
    /// A list that has at least this share of the rows gets its codes by row, too.
    private static final int DENSE_SHARE = 4;

    private final List<RowTerms> rows;
    private final int fields;
    private final TermNumbers numbers = new TermNumbers();
    private final List<byte[]> keys = new ArrayList<>();
    private final int[] starts;
    private final int[] tokens;
    private final byte[] norms;
    private final long[] counts;
    private final PairCodes codes;

    /// By list, after they were numbered anew.
    private int[] listStarts = {};

    private int[] postings = {};

    private TextSegmentBuilder(List<RowTerms> rows, int fields) {
        this.rows = rows;
        this.fields = fields;
        this.starts = new int[Math.addExact(Math.multiplyExact(rows.size(), fields), 1)];
        this.norms = new byte[rows.size() * fields];
        this.counts = new long[2 * fields];
        long length = 0;
        for (var row : rows) {
            for (var terms : row.fields()) {
                length += terms.length;
            }
        }
        this.tokens = new int[Math.toIntExact(length)];
        this.codes = new PairCodes(fields);
    }

    /// Seals rows, as few segments as there may be.
    ///
    /// @param rows no id twice
    /// @param settings of the index
    /// @param memory each segment gets a part of it
    static List<TextSegment> seal(List<RowTerms> rows, TextSettings settings, OffHeap memory) {
        var sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingLong(RowTerms::id));
        var segments = new ArrayList<TextSegment>();
        for (int from = 0; from < sorted.size(); from += MOST_ROWS) {
            int to = Math.min(sorted.size(), from + MOST_ROWS);
            seal(sorted.subList(from, to), settings, memory, segments);
        }
        return segments;
    }

    /// Texts of wildly different lengths may have more pairs of frequency and length than codes;
    /// half of them have fewer.
    private static void seal(
            List<RowTerms> rows, TextSettings settings, OffHeap memory, List<TextSegment> to) {
        var builder = new TextSegmentBuilder(rows, settings.fields().size());
        builder.number();
        builder.sortLists();
        builder.post();
        if (builder.codes.count() <= MOST_CODES) {
            var part = memory.part();
            try {
                to.add(new TextSegment(part, builder.write(part, settings)));
            } catch (RuntimeException | Error e) {
                part.close();
                throw e;
            }
        } else {
            int half = rows.size() / 2;
            seal(rows.subList(0, half), settings, memory, to);
            seal(rows.subList(half, rows.size()), settings, memory, to);
        }
    }

    /// Numbers terms in the order in which they come.
    private void number() {
        int at = 0;
        for (int row = 0; row < rows.size(); row++) {
            for (int field = 0; field < fields; field++) {
                int length = 0;
                for (var term : rows.get(row).fields().get(field)) {
                    boolean gap = term.isEmpty();
                    tokens[at++] = gap ? TextSegment.ABSENT : numbers.number(row, field, term);
                    length += gap ? 0 : 1;
                }
                starts[row * fields + field + 1] = at;
                norms[field * rows.size() + row] = (byte) NormByte.encode(length);
                counts[2 * field] += Math.min(1, length);
                counts[2 * field + 1] += length;
            }
        }
    }

    /// Numbers lists anew in the order of their keys.
    private void sortLists() {
        var unsorted = new byte[numbers.count()][];
        Arrays.setAll(unsorted, numbers::key);
        var order = new Integer[unsorted.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Arrays.compareUnsigned(unsorted[a], unsorted[b]));
        var ranks = new int[order.length];
        listStarts = new int[order.length + 1];
        for (int rank = 0; rank < order.length; rank++) {
            int number = order[rank];
            ranks[number] = rank;
            keys.add(unsorted[number]);
            listStarts[rank + 1] = listStarts[rank] + numbers.rows(number);
        }
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = tokens[i] < 0 ? TextSegment.ABSENT : ranks[tokens[i]];
        }
    }

    /// Makes postings of tokens, row by row.
    private void post() {
        var counter = new TermCounter(keys.size());
        postings = new int[listStarts[keys.size()]];
        int[] next = listStarts.clone();
        for (int cell = 0; cell < starts.length - 1; cell++) {
            int field = cell % fields;
            int row = cell / fields;
            int norm = Byte.toUnsignedInt(norms[field * rows.size() + row]);
            counter.count(tokens, starts[cell], starts[cell + 1]);
            for (int i = 0; i < counter.distinct(); i++) {
                // What is beyond the last code is cut: [#seal] sees that there are too many.
                int code = codes.code(field, counter.frequency(i), norm);
                postings[next[counter.list(i)]++] =
                        (row << CODE_BITS) | (code & TextSegmentLayout.CODE_MASK);
            }
        }
    }

    private MemorySegment write(OffHeap memory, TextSettings settings) {
        int[] dense = dense();
        long keyBytes = keys.stream().mapToLong(key -> key.length).sum();
        var layout =
                new TextSegmentLayout(
                        rows.size(),
                        fields,
                        keys.size(),
                        postings.length,
                        tokens.length,
                        codes.count(),
                        keyBytes,
                        Arrays.stream(dense).filter(number -> number >= 0).count());
        var segment = memory.allocate(layout.bytes());
        layout.writeCounts(segment);
        writeRows(layout, segment);
        writeKeys(layout, segment);
        copy(listStarts, layout.slice(segment, Part.LISTS));
        copy(postings, layout.slice(segment, Part.POSTINGS));
        copy(dense, layout.slice(segment, Part.DENSE));
        var averages = new double[fields];
        for (int field = 0; field < fields; field++) {
            averages[field] = TextStatistics.mean(counts[2 * field + 1], counts[2 * field]);
            layout.slice(segment, Part.SEALED).setAtIndex(DOUBLE, field, averages[field]);
        }
        writeLists(layout, segment, dense, new Impacts(settings, averages));
        MemorySegment.copy(
                codes.pairs(), 0, layout.slice(segment, Part.PAIRS), LONG, 0, codes.count());
        return segment;
    }

    private int[] dense() {
        var dense = new int[keys.size()];
        int next = 0;
        for (int list = 0; list < dense.length; list++) {
            long length = (long) listStarts[list + 1] - listStarts[list];
            dense[list] = length * DENSE_SHARE >= rows.size() ? next++ : TextSegment.ABSENT;
        }
        return dense;
    }

    private void writeRows(TextSegmentLayout layout, MemorySegment segment) {
        long[] ids = rows.stream().mapToLong(RowTerms::id).toArray();
        MemorySegment.copy(ids, 0, layout.slice(segment, Part.IDS), LONG, 0, ids.length);
        var live = Bits.over(layout.slice(segment, Part.LIVE), rows.size());
        for (int row = 0; row < rows.size(); row++) {
            live.set(row);
        }
        copy(norms, layout.slice(segment, Part.NORMS));
        copy(starts, layout.slice(segment, Part.STARTS));
        copy(tokens, layout.slice(segment, Part.TOKENS));
        var totals = layout.slice(segment, Part.COUNTS);
        MemorySegment.copy(counts, 0, totals, LONG, 0, counts.length);
    }

    private static void copy(int[] values, MemorySegment to) {
        MemorySegment.copy(values, 0, to, INT, 0, values.length);
    }

    private static void copy(byte[] values, MemorySegment to) {
        MemorySegment.copy(values, 0, to, ValueLayout.JAVA_BYTE, 0, values.length);
    }

    private void writeKeys(TextSegmentLayout layout, MemorySegment segment) {
        var keyStarts = new int[keys.size() + 1];
        var bytes = new byte[(int) layout.slice(segment, Part.KEYS).byteSize()];
        var slots = new int[layout.slots()];
        int mask = layout.slots() - 1;
        int at = 0;
        for (int list = 0; list < keys.size(); list++) {
            byte[] key = keys.get(list);
            System.arraycopy(key, 0, bytes, at, key.length);
            at += key.length;
            keyStarts[list + 1] = at;
            int slot = TextKeys.hash(key) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = list + 1;
        }
        copy(keyStarts, layout.slice(segment, Part.KEY_STARTS));
        copy(bytes, layout.slice(segment, Part.KEYS));
        copy(slots, layout.slice(segment, Part.SLOTS));
    }

    private void writeLists(
            TextSegmentLayout layout, MemorySegment segment, int[] dense, Impacts impacts) {
        var liveRows = new int[keys.size()];
        var maxima = new float[keys.size()];
        var byRow = layout.slice(segment, Part.CODES);
        float[] table = codes.table(impacts);
        for (int list = 0; list < keys.size(); list++) {
            int from = listStarts[list];
            int to = listStarts[list + 1];
            liveRows[list] = to - from;
            for (int i = from; i < to; i++) {
                int code = postings[i] & TextSegmentLayout.CODE_MASK;
                maxima[list] = Math.max(maxima[list], table[code]);
            }
            if (dense[list] >= 0) {
                short[] codesByRow = byRow(from, to);
                long at = (long) dense[list] * rows.size() * Short.BYTES;
                MemorySegment.copy(codesByRow, 0, byRow, SHORT, at, codesByRow.length);
            }
        }
        copy(liveRows, layout.slice(segment, Part.LIVE_ROWS));
        var maximaThere = layout.slice(segment, Part.MAXIMA);
        MemorySegment.copy(maxima, 0, maximaThere, FLOAT, 0, maxima.length);
    }

    /// The codes of some postings by row, 0 where there is none.
    private short[] byRow(int from, int to) {
        var codesByRow = new short[rows.size()];
        for (int i = from; i < to; i++) {
            codesByRow[postings[i] >>> CODE_BITS] = (short) postings[i];
        }
        return codesByRow;
    }
}
