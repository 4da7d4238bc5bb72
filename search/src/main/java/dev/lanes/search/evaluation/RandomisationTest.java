package dev.lanes.search.evaluation;

import java.util.SplittableRandom;

/// Fisher's two-sided randomisation (permutation) test of whether two retrievers differ, given the
/// values of a metric of each for the same queries. Were there no difference, it would be chance
/// which of the two has which value of a query; so the values are exchanged at random, query by
/// query, again and again. It assumes nothing of how the values are distributed.
///
/// @param pairs how many queries there were
/// @param meanDifference the mean of the differences, first less second
/// @param rounds in how many ways the values were exchanged: all 2ⁿ when that is no more than asked
///   for
/// @param p the share of those ways whose mean difference is as large or larger, whatever its sign.
///   Where they were drawn, the values as they are count as one more draw, so p is never 0
public record RandomisationTest(int pairs, double meanDifference, int rounds, double p) {
    /// Enough for a standard error of .0007 at p = .05.
    private static final int ROUNDS = 100_000;

    private static final long SEED = 42;

    /// Sums in another order differ in their last digits.
    private static final double ROUNDING = 1e-12;

    /// Tests by 100,000 draws with a fixed seed: the same values give the same p.
    ///
    /// @throws IllegalArgumentException when there are fewer than two pairs, or more of the one
    ///   than of the other
    public static RandomisationTest of(double[] first, double[] second) {
        return of(first, second, ROUNDS, SEED);
    }

    /// Tests.
    ///
    /// @param first values of one retriever
    /// @param second values of the other, for the same queries in the same order
    /// @param rounds how many draws, at least 1
    /// @param seed of the draws
    /// @throws IllegalArgumentException when there are fewer than two pairs, more of the one than
    ///   of the other, or rounds is less than 1
    public static RandomisationTest of(double[] first, double[] second, int rounds, long seed) {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds must be at least 1 but was " + rounds);
        }
        double[] differences = Differences.of(first, second);
        int n = differences.length;
        double sum = 0;
        double scale = 0;
        for (double difference : differences) {
            sum += difference;
            scale += Math.abs(difference);
        }
        double observed = Math.abs(sum) - ROUNDING * scale;
        double mean = sum / n;
        if (n < Integer.SIZE - 1 && 1 << n <= rounds) {
            int ways = 1 << n;
            int extreme = 0;
            for (int signs = 0; signs < ways; signs++) {
                extreme += Math.abs(signed(differences, 0, n, signs)) >= observed ? 1 : 0;
            }
            return new RandomisationTest(n, mean, ways, (double) extreme / ways);
        }
        var random = new SplittableRandom(seed);
        int extreme = 1;
        for (int round = 0; round < rounds; round++) {
            double total = 0;
            for (int from = 0; from < n; from += Long.SIZE) {
                total +=
                        signed(differences, from, Math.min(n, from + Long.SIZE), random.nextLong());
            }
            extreme += Math.abs(total) >= observed ? 1 : 0;
        }
        return new RandomisationTest(n, mean, rounds, extreme / (rounds + 1.));
    }

    /// @param signs a bit for each difference: 1 turns it round
    private static double signed(double[] differences, int from, int to, long signs) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (signs >>> (i - from) & 1) == 0 ? differences[i] : -differences[i];
        }
        return sum;
    }
}
