package dev.lanes.sparse;

import static dev.lanes.sparse.ForwardLayout.FLOAT;
import static dev.lanes.sparse.ForwardLayout.INT;
import static dev.lanes.sparse.ForwardLayout.SHORT;

import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowScoring;
import dev.lanes.kernels.TermScoring;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.SparseVector;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// All rows with their weights as stored: the truth that scores are made of.
///
/// Nothing in it is trusted: a row that does not lie within the others is an empty one. Immutable
/// and safe for many threads.
final class ForwardIndex {
    /// How many sums a score is made of.
    static final int SUMS = 8;

    private final MemorySegment starts;
    private final MemorySegment rows;
    private final int size;
    private final int termLimit;
    private final WeightEncoding encoding;
    private final int termBytes;
    private final long postings;

    /// Over memory as [ForwardLayout] has it, whose size was checked.
    ///
    /// @param termLimit one more than the largest term
    ForwardIndex(
            MemorySegment starts,
            MemorySegment rows,
            int size,
            int termLimit,
            WeightEncoding encoding) {
        this.starts = starts;
        this.rows = rows;
        this.size = size;
        this.termLimit = termLimit;
        this.encoding = encoding;
        this.termBytes = ForwardLayout.termBytes(termLimit);
        this.postings = rows.byteSize() / (termBytes + encoding.bytes);
    }

    /// Copies rows in an order.
    ///
    /// @param order by ordinal, the row in the buffer
    static ForwardIndex of(RowBuffer buffer, int[] order, WeightEncoding encoding, OffHeap memory) {
        int termBytes = ForwardLayout.termBytes(buffer.termLimit());
        var starts = memory.allocate(ForwardLayout.startsBytes(order.length));
        long bytes = ForwardLayout.rowsBytes(buffer.postings(), termBytes, encoding.bytes);
        var rows = bytes == 0 ? MemorySegment.NULL : memory.allocate(bytes);
        var index = new ForwardIndex(starts, rows, order.length, buffer.termLimit(), encoding);
        int before = 0;
        for (int ordinal = 0; ordinal < order.length; ordinal++) {
            starts.setAtIndex(INT, ordinal, before);
            index.write(buffer, order[ordinal], before);
            before += buffer.length(order[ordinal]);
        }
        starts.setAtIndex(INT, order.length, before);
        return index;
    }

    private void write(RowBuffer buffer, int row, int before) {
        int length = buffer.length(row);
        long terms = (long) before * (termBytes + encoding.bytes);
        long weights = terms + (long) length * termBytes;
        for (int i = 0; i < length; i++) {
            int term = buffer.term(row, i);
            if (termBytes == Short.BYTES) {
                rows.set(SHORT, terms + 2L * i, (short) term);
            } else {
                rows.set(INT, terms + 4L * i, term);
            }
            if (encoding == WeightEncoding.FLOAT16) {
                rows.set(SHORT, weights + 2L * i, WeightEncoding.encode(buffer.weight(row, i)));
            } else {
                rows.set(FLOAT, weights + 4L * i, buffer.weight(row, i));
            }
        }
    }

    /// Scores the rows, in C where that can be had.
    ///
    /// @param memory where they lie
    RowScoring scoring(Kernels kernels, OffHeap memory) {
        var form = new RowScoring.Form(termLimit, termBytes, encoding.bytes);
        var scored = new RowScoring.Rows(memory, starts, rows, postings, form);
        return TermScoring.of(kernels, scored)
                .<RowScoring>map(scoring -> scoring)
                .orElseGet(() -> new JavaScoring(this));
    }

    MemorySegment starts() {
        return starts;
    }

    MemorySegment rows() {
        return rows;
    }

    int size() {
        return size;
    }

    int termLimit() {
        return termLimit;
    }

    int termBytes() {
        return termBytes;
    }

    WeightEncoding encoding() {
        return encoding;
    }

    long postings() {
        return postings;
    }

    /// Postings before a row.
    private long start(int ordinal) {
        return Integer.toUnsignedLong(starts.getAtIndex(INT, ordinal));
    }

    /// How many terms a row has.
    int length(int ordinal) {
        long start = start(ordinal);
        long end = start(ordinal + 1);
        return start <= end && end <= postings ? (int) (end - start) : 0;
    }

    /// How many terms the longest row has.
    int longest() {
        int longest = 0;
        for (int row = 0; row < size; row++) {
            longest = Math.max(longest, length(row));
        }
        return longest;
    }

    /// Where a row's terms lie.
    private long at(int ordinal) {
        return start(ordinal) * (termBytes + encoding.bytes);
    }

    /// Copies a row without what no row may have: terms at the limit or above, weights that are not
    /// above 0 and finite.
    ///
    /// @return how many postings were copied
    int copy(int ordinal, int[] terms, float[] weights) {
        int length = length(ordinal);
        long at = at(ordinal);
        int count = 0;
        for (int i = 0; i < length; i++) {
            int term = term(at, i);
            float weight = weight(at + (long) length * termBytes, i);
            if (Integer.compareUnsigned(term, termLimit) < 0
                    && weight > 0
                    && weight < Float.POSITIVE_INFINITY) {
                terms[count] = term;
                weights[count++] = weight;
            }
        }
        return count;
    }

    /// One of a row's terms.
    int term(int ordinal, int index) {
        return term(at(ordinal), index);
    }

    /// The weight of one of a row's terms.
    float weight(int ordinal, int index) {
        return weight(at(ordinal) + (long) length(ordinal) * termBytes, index);
    }

    private int term(long at, int index) {
        return termBytes == Short.BYTES
                ? Short.toUnsignedInt(rows.get(SHORT, at + 2L * index))
                : rows.get(INT, at + 4L * index);
    }

    private float weight(long at, int index) {
        return encoding == WeightEncoding.FLOAT16
                ? WeightEncoding.decode(rows.get(SHORT, at + 2L * index))
                : rows.get(FLOAT, at + 4L * index);
    }

    /// The score of a row: Σ query · weight in double precision, where the products are exact. The
    /// posting at place i of a row is added to sum i mod 8; the sums s are then added as ((s0 + s4)
    /// + (s2 + s6)) + ((s1 + s5) + (s3 + s7)), and the result is rounded to float. So every
    ///   algorithm and every set of instructions gives the same bits.
    ///
    /// @param dense the query by term; terms that it does not reach weigh nothing
    /// @param sums room for 8
    float score(int ordinal, float[] dense, double[] sums) {
        int length = length(ordinal);
        long terms = at(ordinal);
        long weights = terms + (long) length * termBytes;
        Arrays.fill(sums, 0);
        for (int i = 0; i < length; i++) {
            int term = term(terms, i);
            if (Integer.compareUnsigned(term, dense.length) < 0) {
                sums[i % SUMS] += (double) dense[term] * (double) weight(weights, i);
            }
        }
        return total(sums);
    }

    /// The sums of a score in their one order.
    static float total(double[] sums) {
        return (float)
                (((sums[0] + sums[4]) + (sums[2] + sums[6]))
                        + ((sums[1] + sums[5]) + (sums[3] + sums[7])));
    }

    /// A row as it is stored.
    SparseVector vector(int ordinal) {
        int length = length(ordinal);
        long at = at(ordinal);
        var terms = new int[length];
        var weights = new float[length];
        for (int i = 0; i < length; i++) {
            terms[i] = term(at, i);
            weights[i] = weight(at + (long) length * termBytes, i);
        }
        return SparseVector.of(terms, weights);
    }

    /// What contradicts the laws of a forward index, if anything does.
    String problem() {
        if (start(size) != postings || start(0) != 0) {
            return "rows must have %d postings but had %d".formatted(postings, start(size));
        }
        for (int ordinal = 0; ordinal < size; ordinal++) {
            if (start(ordinal) > start(ordinal + 1)) {
                return "row %d must start before it ends but started at %d"
                        .formatted(ordinal, start(ordinal));
            }
            var wrong = rowProblem(ordinal);
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private String rowProblem(int ordinal) {
        int length = length(ordinal);
        long at = at(ordinal);
        int last = -1;
        for (int i = 0; i < length; i++) {
            int term = term(at, i);
            float weight = weight(at + (long) length * termBytes, i);
            if (term <= last || term >= termLimit || !(weight > 0) || Float.isInfinite(weight)) {
                return "terms of row %d must ascend below %d with weights above 0 but %d weighed %s"
                        .formatted(ordinal, termLimit, term, weight);
            }
            last = term;
        }
        return "";
    }
}
