package dev.lanes.search.evaluation;

import java.util.Locale;

/// Whether one retriever is better than another, by one metric of the same queries.
///
/// @param first name of one retriever
/// @param second name of the other
/// @param metric by which they are compared
/// @param tTest of the first less the second
/// @param randomisation another test of the same
/// @param interval how large the difference is
public record Comparison(
        String first,
        String second,
        Metric metric,
        PairedTTest tTest,
        RandomisationTest randomisation,
        BootstrapInterval interval) {
    /// The custom: a difference that chance alone would make in 1 of 20 experiments or less.
    private static final double SIGNIFICANT = .05;

    /// Compares two retrievers.
    ///
    /// @throws IllegalArgumentException when they were not asked the same queries, or fewer than
    ///   two
    public static Comparison of(
            RetrieverEvaluation first, RetrieverEvaluation second, Metric metric) {
        if (!first.dataset().equals(second.dataset())
                || !first.evaluation().queries().equals(second.evaluation().queries())) {
            throw new IllegalArgumentException(
                    "retrievers must have been asked the same queries but %s and %s were not"
                            .formatted(first.retriever(), second.retriever()));
        }
        double[] one = first.evaluation().values(metric);
        double[] other = second.evaluation().values(metric);
        return new Comparison(
                first.retriever(),
                second.retriever(),
                metric,
                PairedTTest.of(one, other),
                RandomisationTest.of(one, other),
                BootstrapInterval.of(one, other));
    }

    /// Whether both tests give a p below .05.
    public boolean significant() {
        return tTest.p() < SIGNIFICANT && randomisation.p() < SIGNIFICANT;
    }

    /// One line: "ndcg@10 of bm25 less that of dense: +0.0213, 95 % in +0.0021..+0.0405, p 0.0301
    /// (t-test), 0.0296 (randomisation): significant".
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s of %s less that of %s: %+.4f, 95 %% in %+.4f..%+.4f, p %.4f (t-test), %.4f"
                        + " (randomisation): %s",
                metric,
                first,
                second,
                tTest.meanDifference(),
                interval.low(),
                interval.high(),
                tTest.p(),
                randomisation.p(),
                significant() ? "significant" : "not significant");
    }
}
