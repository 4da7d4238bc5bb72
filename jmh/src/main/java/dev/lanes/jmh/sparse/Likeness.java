package dev.lanes.jmh.sparse;

import dev.lanes.jmh.data.SparseRows;
import java.util.Arrays;

/// What matters of sparse rows to an index, so that made rows can be held against real ones.
///
/// @param rows how many rows
/// @param rowLengths quantiles of how many terms a row has
/// @param listShares quantiles, over the terms that occur, of the rows in a million that have a
///   term
/// @param postingShares quantiles of the same over the postings: the list that a posting lies in
/// @param weights quantiles of the weights
/// @param matches how many postings a row has in the lists of a query on average
/// @param lifts quantiles, over pairs of terms of one row, of how much more often both occur
///   together than they would by chance
public record Likeness(
        int rows,
        Quantiles rowLengths,
        Quantiles listShares,
        Quantiles postingShares,
        Quantiles weights,
        double matches,
        Quantiles lifts) {
    private static final double MILLION = 1e6;
    private static final int SAMPLED_POSTINGS = 1_000_000;

    /// Values at [#SHARES] of a sorted list.
    ///
    /// @param values as many
    @SuppressWarnings("ArrayRecordComponent") // nobody compares it
    public record Quantiles(double[] values) {
        /// Where the quantiles are taken, from the smallest to the largest.
        static final double[] SHARES = {0, .01, .05, .25, .5, .75, .95, .99, 1};

        static Quantiles of(double[] all) {
            Arrays.sort(all);
            double[] values = new double[SHARES.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = all.length == 0 ? 0 : all[(int) (SHARES[i] * (all.length - 1))];
            }
            return new Quantiles(values);
        }

        /// How many there are.
        public static int count() {
            return SHARES.length;
        }

        /// Where one is taken, in 0..1.
        public static double share(int index) {
            return SHARES[index];
        }
    }

    /// Looks at rows.
    ///
    /// @param rows at least one
    /// @param queries rows that would be searched for
    /// @param pairsFrom rows of whose terms pairs are drawn, the same ones whatever the rows are
    public static Likeness of(SparseRows rows, SparseRows queries, SparseRows pairsFrom) {
        double[] lengths = new double[rows.size()];
        for (int row = 0; row < lengths.length; row++) {
            lengths[row] = rows.start(row + 1) - (double) rows.start(row);
        }
        int[] lists = rows.listLengths();
        double scale = MILLION / rows.size();
        double[] shares =
                Arrays.stream(lists)
                        .filter(length -> length > 0)
                        .mapToDouble(n -> n * scale)
                        .toArray();
        int stride = 1 + rows.postings() / SAMPLED_POSTINGS;
        double[] postings = new double[(rows.postings() + stride - 1) / stride];
        double[] weights = new double[postings.length];
        for (int i = 0; i < postings.length; i++) {
            postings[i] = lists[rows.term(i * stride)] * scale;
            weights[i] = rows.weight(i * stride);
        }
        return new Likeness(
                rows.size(),
                Quantiles.of(lengths),
                Quantiles.of(shares),
                Quantiles.of(postings),
                Quantiles.of(weights),
                matches(lists, rows.size(), queries),
                Quantiles.of(TermPairs.drawn(pairsFrom).lifts(rows)));
    }

    private static double matches(int[] lists, int rows, SparseRows queries) {
        double matches = 0;
        for (int i = 0; i < queries.postings(); i++) {
            matches += queries.term(i) < lists.length ? lists[queries.term(i)] : 0;
        }
        return matches / rows / queries.size();
    }
}
