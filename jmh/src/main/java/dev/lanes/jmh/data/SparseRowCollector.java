package dev.lanes.jmh.data;

import dev.lanes.vector.SparseVector;
import java.util.Arrays;

/// Gathers sparse rows one after the other.
public final class SparseRowCollector {
    private static final int FIRST_ROOM = 1 << 10;

    private final int columns;
    private int[] starts = new int[FIRST_ROOM];
    private int[] terms = new int[FIRST_ROOM];
    private float[] weights = new float[FIRST_ROOM];
    private int rows;
    private int postings;

    /// @param columns terms are in 0..columns−1
    public SparseRowCollector(int columns) {
        this.columns = columns;
    }

    /// Adds a posting to the row that is being gathered.
    ///
    /// @param term larger than the one before
    /// @param weight finite and not negative
    public void add(int term, float weight) {
        if (postings == terms.length) {
            terms = Arrays.copyOf(terms, 2 * postings);
            weights = Arrays.copyOf(weights, 2 * postings);
        }
        terms[postings] = term;
        weights[postings] = weight;
        postings++;
    }

    /// Ends the row.
    public void endRow() {
        rows++;
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, 2 * rows);
        }
        starts[rows] = postings;
    }

    /// Adds a whole row.
    public void addRow(SparseVector row) {
        for (int i = 0; i < row.size(); i++) {
            add(row.term(i), row.weight(i));
        }
        endRow();
    }

    /// The rows that were ended.
    public SparseRows rows(String name) {
        return new SparseRows(
                name,
                columns,
                Arrays.copyOf(starts, rows + 1),
                Arrays.copyOf(terms, postings),
                Arrays.copyOf(weights, postings));
    }
}
