package dev.lanes.search.evaluation;

/// Student's two-sided t-test of whether two retrievers differ, given the values of a metric of
/// each for the same queries. Its assumption, that differences are normal, is not met by such
/// metrics, but it agrees with the randomisation test all the same (Smucker, Allan and Carterette,
/// 2007).
///
/// @param pairs how many queries there were, n
/// @param meanDifference the mean of the differences, first less second
/// @param t their mean divided by s / √n, where s is their standard deviation with n - 1; 0 when
///   they are all 0, infinite when they are all the same otherwise
/// @param p the probability of a |t| as large or larger, were there no difference between the two,
///   under n - 1 degrees of freedom
public record PairedTTest(int pairs, double meanDifference, double t, double p) {
    /// Tests.
    ///
    /// @param first values of one retriever
    /// @param second values of the other, for the same queries in the same order
    /// @throws IllegalArgumentException when there are fewer than two pairs, or more of the one
    ///   than of the other
    public static PairedTTest of(double[] first, double[] second) {
        double[] differences = Differences.of(first, second);
        int n = differences.length;
        double mean = Differences.mean(differences);
        double squares = 0;
        for (double difference : differences) {
            squares += (difference - mean) * (difference - mean);
        }
        double error = Math.sqrt(squares / (n - 1) / n);
        double t = mean == 0 ? 0 : mean / error;
        return new PairedTTest(n, mean, t, StudentT.twoSided(t, n - 1));
    }
}
