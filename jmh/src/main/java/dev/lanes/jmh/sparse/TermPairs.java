package dev.lanes.jmh.sparse;

import dev.lanes.jmh.data.SparseRows;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Pairs of terms that some row has both of.
final class TermPairs {
    private static final int PAIRS = 2000;
    private static final long SEED = 1;

    private final int[] first = new int[PAIRS];
    private final int[] second = new int[PAIRS];

    private TermPairs() {}

    /// Draws rows, and two different terms of each.
    static TermPairs drawn(SparseRows rows) {
        TermPairs pairs = new TermPairs();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < PAIRS; i++) {
            int row = random.nextInt(rows.size());
            int length = rows.start(row + 1) - rows.start(row);
            if (length >= 2) {
                int one = random.nextInt(length);
                int other = (one + random.nextInt(1, length)) % length;
                pairs.first[i] = rows.term(rows.start(row) + one);
                pairs.second[i] = rows.term(rows.start(row) + other);
            }
        }
        return pairs;
    }

    /// How much more often the two occur together in some rows than by chance: rows with both ·
    /// rows / (rows with the one · rows with the other), 0 where one of them does not occur.
    double[] lifts(SparseRows rows) {
        int[] lists = rows.listLengths();
        int[] together = new int[PAIRS];
        int[][] pairsOf = pairsOf(rows.columns());
        boolean[] has = new boolean[rows.columns()];
        for (int row = 0; row < rows.size(); row++) {
            mark(rows, row, has, true);
            for (int i = rows.start(row); i < rows.start(row + 1); i++) {
                for (int pair : pairsOf[rows.term(i)]) {
                    together[pair] += has[second[pair]] ? 1 : 0;
                }
            }
            mark(rows, row, has, false);
        }
        double[] lifts = new double[PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            double byChance = (double) lists[first[pair]] * lists[second[pair]] / rows.size();
            lifts[pair] = byChance == 0 ? 0 : together[pair] / byChance;
        }
        return lifts;
    }

    /// By term the pairs that it is the first of.
    private int[][] pairsOf(int columns) {
        int[][] pairsOf = new int[columns][0];
        for (int pair = 0; pair < PAIRS; pair++) {
            int[] before = pairsOf[first[pair]];
            int[] longer = Arrays.copyOf(before, before.length + 1);
            longer[before.length] = pair;
            pairsOf[first[pair]] = longer;
        }
        return pairsOf;
    }

    private static void mark(SparseRows rows, int row, boolean[] has, boolean value) {
        for (int i = rows.start(row); i < rows.start(row + 1); i++) {
            has[rows.term(i)] = value;
        }
    }
}
