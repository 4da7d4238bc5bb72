package dev.lanes.sparse;

import static dev.lanes.sparse.ForwardLayout.FLOAT;
import static dev.lanes.sparse.ForwardLayout.INT;
import static dev.lanes.sparse.ForwardLayout.SHORT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.lanes.kernels.PostingScan;
import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Makes the posting lists of rows.
final class PostingWriter {
    /// Terms with at least one posting for so many rows have maxima: one posting a block.
    private static final int ROWS_A_POSTING = PostingScan.BLOCK_ROWS;

    /// What a bit of weight is worth when distance could have it, in fillers a posting.
    private static final double A_BIT = 0.01;

    private final TermSorter sorter;
    private final int size;
    private final int termLimit;
    private final MemorySegment terms;
    private final List<MemorySegment> pieces = new ArrayList<>();
    private long written;

    private final List<Integer> bounded = new ArrayList<>();
    private final List<byte[]> maxima = new ArrayList<>();

    /// Of the range of terms that is written.
    private int[] ordinals = {};

    private float[] weights = {};

    private PostingWriter(RowBuffer rows, int[] order, OffHeap memory) {
        this.sorter = new TermSorter(rows, order);
        this.size = rows.size();
        this.termLimit = rows.termLimit();
        this.terms = memory.allocate(PostingLayout.termsBytes(termLimit));
    }

    /// The lists of rows in an order.
    ///
    /// @param order by ordinal, the row in the buffer
    static PostingLists write(RowBuffer rows, int[] order, OffHeap memory) {
        var writer = new PostingWriter(rows, order, memory);
        int from = 0;
        while (from < writer.termLimit) {
            int to = writer.sorter.sortFrom(from);
            writer.encode(from, to);
            from = to;
        }
        writer.terms.set(INT, PostingLayout.start(writer.termLimit), (int) writer.written);
        return writer.lists(memory);
    }

    private void encode(int from, int to) {
        ordinals = sorter.ordinals();
        weights = sorter.weights();
        long before = written;
        int end = 0;
        for (int term = from; term < to; term++) {
            int start = end;
            end += sorter.frequency(term);
            // Frequent terms have the longest codes, and their maxima a byte.
            int gapBits = isBounded(term) ? PostingLists.LEAST_GAP_BITS : gapBits(start, end);
            terms.set(INT, PostingLayout.start(term), (int) written);
            terms.set(JAVA_BYTE, PostingLayout.gapBits(termLimit, term), (byte) gapBits);
            terms.set(FLOAT, PostingLayout.scale(termLimit, term), scale(start, end, gapBits));
            written += end - start + fillers(start, end, gapBits);
        }
        if (written >= 1L << Integer.SIZE) {
            throw new IllegalStateException(
                    "posting lists must have less than 2^32 entries but had " + written);
        }
        var piece = MemorySegment.ofArray(new short[(int) (written - before)]);
        pieces.add(piece);
        long at = 0;
        end = 0;
        for (int term = from; term < to; term++) {
            int start = end;
            end += sorter.frequency(term);
            at = encode(term, start, end, new Target(piece, at));
        }
    }

    private boolean isBounded(int term) {
        return sorter.frequency(term) > 0 && (long) sorter.frequency(term) * ROWS_A_POSTING >= size;
    }

    /// The distance that makes the list shortest, while weights get what bits are left.
    private int gapBits(int start, int end) {
        int best = PostingLists.LEAST_GAP_BITS;
        double least = Double.MAX_VALUE;
        for (int bits = best; bits <= PostingLists.MOST_GAP_BITS; bits++) {
            double cost =
                    fillers(start, end, bits)
                            + (bits - PostingLists.LEAST_GAP_BITS) * A_BIT * (end - start);
            if (cost < least) {
                least = cost;
                best = bits;
            }
        }
        return best;
    }

    private long fillers(int start, int end, int gapBits) {
        int longest = (1 << gapBits) - 1;
        long fillers = 0;
        int last = 0;
        for (int i = start; i < end; i++) {
            fillers += Math.max(0, ordinals[i] - last - 1) / longest;
            last = ordinals[i];
        }
        return fillers;
    }

    /// The smallest scale under which the top code is no less than the largest weight.
    private float scale(int start, int end, int gapBits) {
        float largest = 0;
        for (int i = start; i < end; i++) {
            largest = Math.max(largest, weights[i]);
        }
        int top = PostingLists.topCodeOf(gapBits);
        float scale = largest / top;
        while ((double) scale * top < largest) {
            scale = Math.nextUp(scale);
        }
        return scale;
    }

    /// Where postings are written.
    private static final class Target {
        final MemorySegment piece;
        long at;

        Target(MemorySegment piece, long at) {
            this.piece = piece;
            this.at = at;
        }

        void put(int posting) {
            piece.setAtIndex(SHORT, at++, (short) posting);
        }
    }

    private long encode(int term, int start, int end, Target target) {
        int gapBits = terms.get(JAVA_BYTE, PostingLayout.gapBits(termLimit, term));
        int longest = (1 << gapBits) - 1;
        double scale = terms.get(FLOAT, PostingLayout.scale(termLimit, term));
        boolean isBounded = isBounded(term);
        var largest = new byte[isBounded ? PostingLists.blocks(size) : 0];
        int last = 0;
        for (int i = start; i < end; i++) {
            int gap = ordinals[i] - last;
            for (; gap > longest; gap -= longest) {
                target.put(longest);
            }
            int code = code(weights[i], scale);
            target.put(gap | code << gapBits);
            last = ordinals[i];
            if (isBounded) {
                int block = last / PostingScan.BLOCK_ROWS;
                largest[block] = (byte) Math.max(Byte.toUnsignedInt(largest[block]), code);
            }
        }
        if (isBounded) {
            bounded.add(term);
            maxima.add(largest);
        }
        return target.at;
    }

    /// The smallest code that is no less than a weight.
    private static int code(float weight, double scale) {
        int code = (int) Math.ceil(weight / scale);
        return code * scale < weight ? code + 1 : Math.max(1, code);
    }

    private PostingLists lists(OffHeap memory) {
        var lists = memory.allocate(Math.max(1, written * Short.BYTES));
        long at = 0;
        for (var piece : pieces) {
            MemorySegment.copy(piece, 0, lists, at, piece.byteSize());
            at += piece.byteSize();
        }
        int blocks = PostingLists.blocks(size);
        var boundedTerms = memory.allocate(Math.max(1, (long) bounded.size() * Integer.BYTES));
        var rowsOfMaxima = memory.allocate(Math.max(1, (long) bounded.size() * blocks));
        for (int i = 0; i < bounded.size(); i++) {
            boundedTerms.setAtIndex(INT, i, bounded.get(i));
            MemorySegment.copy(
                    MemorySegment.ofArray(maxima.get(i)),
                    0,
                    rowsOfMaxima,
                    (long) i * blocks,
                    blocks);
        }
        return new PostingLists(
                terms,
                lists.asSlice(0, written * Short.BYTES),
                boundedTerms.asSlice(0, (long) bounded.size() * Integer.BYTES),
                rowsOfMaxima.asSlice(0, (long) bounded.size() * blocks),
                termLimit);
    }
}
