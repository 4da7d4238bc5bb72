package dev.lanes.jmh.references;

import dev.lanes.search.evaluation.Evaluation;
import dev.lanes.search.evaluation.Measure;
import dev.lanes.search.evaluation.Metric;
import java.util.Locale;

/// What was measured, beside what it has to be.
///
/// @param retriever what was measured
/// @param measure of its rankings
/// @param found the value
/// @param expected the reference
/// @param tolerance how far from it what was measured may be
public record Reference(
        String retriever, String measure, double found, double expected, double tolerance) {
    static final Metric NDCG = Metric.of(Measure.NDCG, 10);
    static final Metric MAP = Metric.of(Measure.MAP, 10);
    static final Metric RECALL = Metric.of(Measure.RECALL, 10);

    private static final double TOLERANCE = .005;

    static Reference ndcg(String retriever, Evaluation found, double expected) {
        return new Reference(retriever, "nDCG@10", found.mean(NDCG), expected, TOLERANCE);
    }

    static Reference map(String retriever, Evaluation found, double expected) {
        return new Reference(retriever, "MAP@10", found.mean(MAP), expected, TOLERANCE);
    }

    static Reference recall(String retriever, Evaluation found, double expected) {
        return new Reference(retriever, "recall@10", found.mean(RECALL), expected, TOLERANCE);
    }

    /// Whether it is close enough.
    public boolean holds() {
        return Math.abs(found - expected) <= tolerance;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-34s %-10s %.4f  reference %.4f  %s",
                retriever,
                measure,
                found,
                expected,
                holds() ? "holds" : "MISSED");
    }
}
