package dev.lanes.search.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Between which bounds the mean difference of two retrievers lies in 95 of 100 sets of queries
/// drawn, with repetition, from those that there are: the percentile bootstrap (Efron and
/// Tibshirani, 1993). Where 0 is not between them, the two differ.
///
/// @param meanDifference the mean of the differences, first less second
/// @param low the 2.5th percentile
/// @param high the 97.5th percentile
public record BootstrapInterval(double meanDifference, double low, double high) {
    private static final int ROUNDS = 10_000;
    private static final long SEED = 42;
    private static final double TAIL = .025;

    /// Draws 10,000 sets with a fixed seed: the same values give the same bounds.
    ///
    /// @param first values of one retriever
    /// @param second values of the other, for the same queries in the same order
    /// @throws IllegalArgumentException when there are fewer than two pairs, or more of the one
    ///   than of the other
    public static BootstrapInterval of(double[] first, double[] second) {
        double[] differences = Differences.of(first, second);
        var random = new SplittableRandom(SEED);
        var means = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double sum = 0;
            for (int i = 0; i < differences.length; i++) {
                sum += differences[random.nextInt(differences.length)];
            }
            means[round] = sum / differences.length;
        }
        Arrays.sort(means);
        return new BootstrapInterval(
                Differences.mean(differences),
                means[(int) (TAIL * ROUNDS)],
                means[(int) ((1 - TAIL) * ROUNDS) - 1]);
    }
}
