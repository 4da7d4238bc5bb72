package dev.lanes.jmh.sparse;

import dev.lanes.jmh.data.SparseRowCollector;
import dev.lanes.jmh.data.SparseRows;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Makes many sparse rows that are like few real ones.
///
/// Each is a mixture of real rows that have to do with each other: of a row drawn at random, with
/// as many terms as that has. A share of its terms stays, half to four fifths of them; the others
/// give way to terms of a neighbour, and of further ones where one does not have enough. A
/// neighbour is a row that shares a term with the first: a term of it is drawn, and then a row of
/// that term's list. That leads to long rows too often; it is put right as Metropolis and Hastings
/// do, by accepting a row with a probability of |first| / |neighbour|, so that neighbours too are
/// drawn with equal probability and the lengths of lists stay as they are. Every weight is that of
/// the real row it comes from, times a factor drawn from .8 to 1.2.
///
/// A row depends on the seed and its number alone, not on how many there are.
public final class SyntheticRows {
    /// What the data set of a million rows is made with.
    public static final long DEFAULT_SEED = 1;

    private static final double LEAST_KEPT = .5;
    private static final double MOST_KEPT = .8;
    private static final double JITTER = .2;

    /// Neighbours that are tried for one row.
    private static final int ATTEMPTS = 40;

    /// Spreads the numbers of rows over all seeds: 2⁶⁴ over the golden ratio.
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final SparseRows real;
    private final int[] listStarts;
    private final int[] listRows;

    /// The row that is being made: its weight of each term, 0 where it has none.
    private final float[] weights;

    private final int[] terms;
    private int size;

    private SyntheticRows(SparseRows real) {
        this.real = real;
        this.weights = new float[real.columns()];
        this.terms = new int[real.columns()];
        int[] lengths = real.listLengths();
        listStarts = new int[lengths.length + 1];
        for (int term = 0; term < lengths.length; term++) {
            listStarts[term + 1] = listStarts[term] + lengths[term];
        }
        int[] next = listStarts.clone();
        listRows = new int[real.postings()];
        for (int row = 0; row < real.size(); row++) {
            for (int i = real.start(row); i < real.start(row + 1); i++) {
                listRows[next[real.term(i)]++] = row;
            }
        }
    }

    /// Makes rows.
    ///
    /// @param real what they are to be like
    /// @param count how many
    /// @param seed of all that is drawn
    public static SparseRows make(SparseRows real, int count, long seed) {
        SyntheticRows maker = new SyntheticRows(real);
        SparseRowCollector rows = new SparseRowCollector(real.columns());
        for (int row = 0; row < count; row++) {
            maker.make(new SplittableRandom(seed * SPREAD + row), rows);
        }
        return rows.rows("synthetic");
    }

    private void make(SplittableRandom random, SparseRowCollector rows) {
        int first = random.nextInt(real.size());
        int wanted = length(first);
        double share = LEAST_KEPT + (MOST_KEPT - LEAST_KEPT) * random.nextDouble();
        take(first, (int) Math.round(share * wanted), random);
        for (int attempt = 0; attempt < ATTEMPTS && size < wanted; attempt++) {
            int other = neighbour(first, random);
            if (random.nextDouble() * length(other) < wanted) {
                take(other, wanted, random);
            }
        }
        // Where too few neighbours have other terms.
        take(first, wanted, random);
        Arrays.sort(terms, 0, size);
        for (int i = 0; i < size; i++) {
            rows.add(terms[i], weights[terms[i]]);
            weights[terms[i]] = 0;
        }
        rows.endRow();
        size = 0;
    }

    private int length(int row) {
        return real.start(row + 1) - real.start(row);
    }

    /// A row that shares a term with another; it may be that row itself.
    private int neighbour(int row, SplittableRandom random) {
        int term = real.term(random.nextInt(real.start(row), real.start(row + 1)));
        return listRows[random.nextInt(listStarts[term], listStarts[term + 1])];
    }

    /// Takes terms of a real row in an order that is drawn, until there are enough.
    private void take(int row, int enough, SplittableRandom random) {
        int[] order = new int[length(row)];
        for (int i = 0; i < order.length && size < enough; i++) {
            // The shuffle of Fisher and Yates, from the front, as far as it is needed.
            int j = random.nextInt(i, order.length);
            int drawn = order[j] == 0 ? j : order[j] - 1;
            order[j] = order[i] == 0 ? i + 1 : order[i];
            int posting = real.start(row) + drawn;
            int term = real.term(posting);
            if (weights[term] == 0 && real.weight(posting) > 0) {
                double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
                weights[term] = (float) (real.weight(posting) * factor);
                terms[size++] = term;
            }
        }
    }
}
