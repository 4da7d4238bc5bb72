package dev.lanes.jmh.data;

import dev.lanes.vector.SparseVector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of terms and weights, on the heap in three arrays, because a million rows have tens of
/// millions of postings. Immutable.
public final class SparseRows {
    private final String name;
    private final int columns;
    private final int[] starts;
    private final int[] terms;
    private final float[] weights;

    /// Takes the arrays as they are.
    ///
    /// @param name the last part of a file's path, or what the rows are called
    /// @param columns terms are in 0..columns−1
    /// @param starts where each row's postings begin, and behind the last row where they end
    /// @param terms ascending within a row
    /// @param weights as many, finite and not negative
    SparseRows(String name, int columns, int[] starts, int[] terms, float[] weights) {
        this.name = name;
        this.columns = columns;
        this.starts = starts;
        this.terms = terms;
        this.weights = weights;
    }

    /// What the rows are called.
    public String name() {
        return name;
    }

    /// Terms are smaller than this.
    public int columns() {
        return columns;
    }

    /// How many rows there are.
    public int size() {
        return starts.length - 1;
    }

    /// How many pairs of a term and a weight all rows have.
    public int postings() {
        return starts[starts.length - 1];
    }

    /// Where the postings of a row begin; those of the last row end where those of row `size()`
    /// would.
    public int start(int row) {
        return starts[row];
    }

    /// The term of a posting.
    public int term(int posting) {
        return terms[posting];
    }

    /// The weight of a posting.
    public float weight(int posting) {
        return weights[posting];
    }

    /// A copy of one row.
    public SparseVector row(int row) {
        return SparseVector.of(
                Arrays.copyOfRange(terms, starts[row], starts[row + 1]),
                Arrays.copyOfRange(weights, starts[row], starts[row + 1]));
    }

    /// Copies of all rows.
    public List<SparseVector> all() {
        return IntStream.range(0, size()).mapToObj(this::row).toList();
    }

    /// The rows under another name, sharing the arrays.
    public SparseRows named(String newName) {
        return new SparseRows(newName, columns, starts, terms, weights);
    }

    /// The rows with every weight as a 16-bit float keeps it.
    public SparseRows rounded() {
        float[] halves = new float[postings()];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = Float.float16ToFloat(Float.floatToFloat16(weights[i]));
        }
        return new SparseRows(name, columns, starts, terms, halves);
    }

    /// The first rows alone; all of them where there are no more.
    ///
    /// @param count at least 1
    public SparseRows first(int count) {
        return count >= size()
                ? this
                : new SparseRows(name, columns, Arrays.copyOf(starts, count + 1), terms, weights);
    }

    /// Every second row.
    ///
    /// @param from the first of them
    public SparseRows everySecond(int from) {
        SparseRowCollector rows = new SparseRowCollector(columns);
        for (int row = from; row < size(); row += 2) {
            rows.addRow(row(row));
        }
        return rows.rows(name);
    }

    /// How many rows have each term.
    public int[] listLengths() {
        int[] lengths = new int[columns];
        for (int i = 0; i < postings(); i++) {
            lengths[terms[i]]++;
        }
        return lengths;
    }
}
