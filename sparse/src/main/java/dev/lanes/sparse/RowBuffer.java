package dev.lanes.sparse;

import dev.lanes.vector.SparseVector;
import java.util.Arrays;

/// Rows on the heap in the order in which they came, with weights as they will be stored. They lie
/// in pieces that never move. For one thread; others may read rows that were there before something
/// happened that they saw.
final class RowBuffer {
    /// Postings a piece, and the most that a row may have.
    static final int PIECE = 1 << 20;

    /// Postings of the first piece.
    private static final int FIRST_PIECE = 1 << 12;

    private static final int PIECE_SHIFT = 20;
    private static final int MOST_PIECES = 1 << (31 - PIECE_SHIFT);

    private final WeightEncoding encoding;

    // Volatile, so that whoever sees an array that grew sees what was copied into it.
    private volatile int[][] terms = new int[0][];
    private volatile float[][] weights = new float[0][];
    private int freeInPiece;
    private volatile long[] ids = new long[16];

    /// By row: piece and place in the piece of its first posting.
    private volatile int[] starts = new int[16];

    private volatile int[] lengths = new int[16];
    private int size;
    private long postings;
    private int termLimit;

    RowBuffer(WeightEncoding encoding) {
        this.encoding = encoding;
    }

    /// Appends a row; terms whose weight is 0 are dropped.
    ///
    /// @throws IllegalArgumentException when a weight is negative or too large, a term is, or there
    ///   are too many; the buffer is then what it was
    /// @throws IllegalStateException when the buffer is full
    void add(long id, SparseVector vector) {
        check(vector);
        grow(vector.size());
        int piece = terms.length - 1;
        int[] ofPiece = terms[piece];
        float[] weightsOfPiece = weights[piece];
        int from = ofPiece.length - freeInPiece;
        int at = from;
        for (int i = 0; i < vector.size(); i++) {
            float weight = encoding.stored(vector.weight(i));
            if (weight > 0) {
                ofPiece[at] = vector.term(i);
                weightsOfPiece[at++] = weight;
            }
        }
        freeInPiece = ofPiece.length - at;
        if (at > from) {
            termLimit = Math.max(termLimit, ofPiece[at - 1] + 1);
        }
        postings += at - from;
        ids[size] = id;
        starts[size] = (piece << PIECE_SHIFT) + from;
        lengths[size++] = at - from;
    }

    private void check(SparseVector vector) {
        int count = vector.size();
        if (count > PIECE) {
            throw new IllegalArgumentException(
                    "rows must have at most %d terms but one had %d".formatted(PIECE, count));
        }
        if (count > 0 && vector.term(count - 1) > SparseSettings.MAX_TERM) {
            throw new IllegalArgumentException(
                    "terms must be in 0..%d but one was %d"
                            .formatted(SparseSettings.MAX_TERM, vector.term(count - 1)));
        }
        for (int i = 0; i < count; i++) {
            Query.requireNotNegative(vector.weight(i), i);
            encoding.stored(vector.weight(i));
        }
    }

    private void grow(int count) {
        if (terms.length == 0 || count > freeInPiece) {
            if (terms.length == MOST_PIECES) {
                throw new IllegalStateException(
                        "a segment must have less than 2^31 postings but is full");
            }
            int room = Math.clamp(Math.max(postings, count), FIRST_PIECE, PIECE);
            terms = with(terms, new int[room]);
            weights = with(weights, new float[room]);
            freeInPiece = room;
        }
        if (size == ids.length) {
            int room = Math.multiplyExact(size, 2);
            ids = Arrays.copyOf(ids, room);
            starts = Arrays.copyOf(starts, room);
            lengths = Arrays.copyOf(lengths, room);
        }
    }

    private static <T> T[] with(T[] pieces, T piece) {
        T[] grown = Arrays.copyOf(pieces, pieces.length + 1);
        grown[pieces.length] = piece;
        return grown;
    }

    int size() {
        return size;
    }

    long postings() {
        return postings;
    }

    /// One more than the largest term.
    int termLimit() {
        return termLimit;
    }

    long id(int row) {
        return ids[row];
    }

    int length(int row) {
        return lengths[row];
    }

    int term(int row, int index) {
        return terms(row)[at(row) + index];
    }

    float weight(int row, int index) {
        return weights(row)[at(row) + index];
    }

    /// A copy of a row.
    SparseVector vector(int row) {
        int from = at(row);
        return SparseVector.of(
                Arrays.copyOfRange(terms(row), from, from + lengths[row]),
                Arrays.copyOfRange(weights(row), from, from + lengths[row]));
    }

    /// The score of a row, to the bit what it will be when it is sealed: as [ForwardIndex#score]
    /// has it, or without rows the products in the order of the terms.
    float score(int row, Query query, RowStorage storage) {
        int mask = storage == RowStorage.LISTS_ONLY ? 0 : ForwardIndex.SUMS - 1;
        var sums = new double[ForwardIndex.SUMS];
        int[] ofRow = terms(row);
        float[] values = weights(row);
        int at = at(row);
        int next = 0;
        for (int i = 0; i < lengths[row]; i++) {
            while (next < query.size() && query.term(next) < ofRow[at + i]) {
                next++;
            }
            if (next < query.size() && query.term(next) == ofRow[at + i]) {
                sums[i & mask] += (double) query.weight(next) * (double) values[at + i];
            }
        }
        return ForwardIndex.total(sums);
    }

    /// The piece in which a row's terms lie, from [#at] on.
    int[] terms(int row) {
        return terms[starts[row] >>> PIECE_SHIFT];
    }

    /// The piece in which a row's weights lie, from [#at] on.
    float[] weights(int row) {
        return weights[starts[row] >>> PIECE_SHIFT];
    }

    int at(int row) {
        return starts[row] & (PIECE - 1);
    }
}
