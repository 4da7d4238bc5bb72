package dev.lanes.sparse;

import static dev.lanes.sparse.ForwardLayout.INT;
import static dev.lanes.sparse.ForwardLayout.LONG;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.lanes.kernels.PackedSums;
import dev.lanes.kernels.PackedSums.Form;
import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes posting lists that hold the weights of rows as they are stored, each in fields of the
/// width that makes it shortest.
final class WeightedListWriter {
    private final TermSorter sorter;
    private final WeightEncoding encoding;
    private final int size;
    private final int termLimit;
    private final MemorySegment terms;
    private final List<MemorySegment> pieces = new ArrayList<>();
    private long pairs;

    /// Of the range of terms that is written.
    private int[] ordinals = {};

    private float[] weights = {};

    /// By its highest bit: how many distances of a list there are.
    private final long[] distances = new long[Integer.SIZE + 1];

    private WeightedListWriter(
            RowBuffer rows, int[] order, WeightEncoding encoding, OffHeap memory) {
        this.sorter = new TermSorter(rows, order);
        this.encoding = encoding;
        this.size = rows.size();
        this.termLimit = rows.termLimit();
        this.terms = memory.allocate(WeightedListLayout.termsBytes(termLimit));
    }

    /// The lists of rows in an order.
    ///
    /// @param order by ordinal, the row in the buffer
    static WeightedLists write(
            RowBuffer rows, int[] order, WeightEncoding encoding, OffHeap memory) {
        var writer = new WeightedListWriter(rows, order, encoding, memory);
        int from = 0;
        while (from < writer.termLimit) {
            int to = writer.sorter.sortFrom(from);
            writer.write(from, to);
            from = to;
        }
        writer.terms.set(INT, WeightedListLayout.start(writer.termLimit), (int) writer.pairs);
        return writer.lists(memory);
    }

    private void write(int from, int to) {
        ordinals = sorter.ordinals();
        weights = sorter.weights();
        long before = pairs;
        int end = 0;
        for (int term = from; term < to; term++) {
            int start = end;
            end += sorter.frequency(term);
            var form = form(start, end);
            terms.set(INT, WeightedListLayout.start(term), (int) pairs);
            terms.set(INT, WeightedListLayout.base(termLimit, term), form.base());
            terms.set(
                    JAVA_BYTE, WeightedListLayout.gapBits(termLimit, term), (byte) form.gapBits());
            terms.set(
                    JAVA_BYTE,
                    WeightedListLayout.weightBits(termLimit, term),
                    (byte) form.weightBits());
            pairs += pairs(start, end, form);
        }
        if (pairs >= 1L << Integer.SIZE) {
            throw new IllegalStateException(
                    "posting lists must have less than 2^32 pairs of bytes but had " + pairs);
        }
        pack(from, to, before);
    }

    /// The narrowest fields for weights, and then the distances that make the list shortest.
    private Form form(int start, int end) {
        if (start == end) {
            return new Form(1, 0, 0);
        }
        Arrays.fill(distances, 0);
        int least = Integer.MAX_VALUE;
        int most = 0;
        int last = 0;
        for (int i = start; i < end; i++) {
            int bits = encoding.bits(weights[i]);
            least = Math.min(least, bits);
            most = Math.max(most, bits);
            distances[Integer.SIZE - Integer.numberOfLeadingZeros(ordinals[i] - last)]++;
            last = ordinals[i];
        }
        int weightBits = Integer.SIZE - Integer.numberOfLeadingZeros(most - least);
        return new Form(gapBits(end - start, weightBits), weightBits, least);
    }

    /// As many bits as make whole bytes with those of weights.
    private int gapBits(int postings, int weightBits) {
        int best = PackedSums.MOST_GAP_BITS;
        double fewest = Double.MAX_VALUE;
        for (int bytes = weightBits / Byte.SIZE + 1; bytes <= Long.BYTES; bytes++) {
            int bits = Math.min(bytes * Byte.SIZE - weightBits, PackedSums.MOST_GAP_BITS);
            double fields = postings;
            for (int length = bits + 1; length < distances.length; length++) {
                double fillers = Math.max(1, Math.scalb(1.0, length - bits - weightBits));
                fields += distances[length] * fillers;
            }
            if (fields * bytes < fewest) {
                fewest = fields * bytes;
                best = bits;
            }
        }
        return best;
    }

    private long pairs(int start, int end, Form form) {
        long longest = (1L << form.gapBits()) - 1;
        long fields = (long) end - start;
        int last = 0;
        for (int i = start; i < end; i++) {
            long units = (ordinals[i] - last) / longest;
            fields += (units + (1L << form.weightBits()) - 1) >>> form.weightBits();
            last = ordinals[i];
        }
        return (fields * form.bytes() + 1) / Short.BYTES;
    }

    private void pack(int from, int to, long before) {
        long bytes = (pairs - before) * Short.BYTES;
        var piece = MemorySegment.ofArray(new byte[Math.toIntExact(bytes + Long.BYTES)]);
        int end = 0;
        for (int term = from; term < to; term++) {
            int start = end;
            end += sorter.frequency(term);
            if (end > start) {
                pack(start, end, form(start, end), new Fields(piece, start(term) - before));
            }
        }
        pieces.add(piece.asSlice(0, bytes));
    }

    private long start(int term) {
        return Integer.toUnsignedLong(terms.get(INT, WeightedListLayout.start(term)));
    }

    private void pack(int start, int end, Form form, Fields fields) {
        int longest = (1 << form.gapBits()) - 1;
        long most = 1L << form.weightBits();
        int last = 0;
        for (int i = start; i < end; i++) {
            int gap = ordinals[i] - last;
            for (long units = gap / longest; units > 0; units = gap / longest) {
                long part = Math.min(units, most);
                fields.put(longest | ((part - 1) << form.gapBits()), form.bytes());
                gap -= (int) (part * longest);
            }
            long code = (long) encoding.bits(weights[i]) - form.base();
            fields.put(gap | (code << form.gapBits()), form.bytes());
            last = ordinals[i];
        }
        fields.fill();
    }

    /// Where the fields of a list are written, over zeros.
    private static final class Fields {
        private final MemorySegment piece;
        private long at;

        Fields(MemorySegment piece, long pair) {
            this.piece = piece;
            this.at = pair * Short.BYTES;
        }

        void put(long field, int bytes) {
            piece.set(LONG, at, piece.get(LONG, at) | field);
            at += bytes;
        }

        /// Ends the last pair of bytes.
        void fill() {
            if (at % Short.BYTES != 0) {
                put((1L << Byte.SIZE) - 1, 1);
            }
        }
    }

    private WeightedLists lists(OffHeap memory) {
        var lists = memory.allocate(pairs * Short.BYTES + PackedSums.SLACK_BYTES);
        long at = 0;
        for (var piece : pieces) {
            MemorySegment.copy(piece, 0, lists, at, piece.byteSize());
            at += piece.byteSize();
        }
        return new WeightedLists(terms, lists, size, termLimit, encoding);
    }
}
