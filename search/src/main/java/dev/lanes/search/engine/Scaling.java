package dev.lanes.search.engine;

import dev.lanes.search.retrieval.Normalisation;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Makes scores comparable, by OpenSearch's definitions.
final class Scaling {
    /// OpenSearch's score of the worst, so that having been found counts.
    private static final double LEAST = .001;

    private Scaling() {}

    /// A score for each candidate, in their order.
    static double[] scale(Normalisation normalisation, List<Candidate> candidates) {
        double[] scores = candidates.stream().mapToDouble(Candidate::score).toArray();
        return switch (normalisation) {
            case NONE -> scores;
            case MIN_MAX -> minMax(scores);
            case L2 -> l2(scores);
            case Z_SCORE -> zScore(scores);
        };
    }

    /// From 0 to 1; where all are equal they are 1.
    static double[] minMax(double[] scores) {
        double min = Arrays.stream(scores).min().orElse(0);
        double max = Arrays.stream(scores).max().orElse(0);
        return min == max ? ones(scores) : atLeast(map(scores, s -> (s - min) / (max - min)));
    }

    private static double[] l2(double[] scores) {
        double norm = Math.sqrt(Arrays.stream(scores).map(s -> s * s).sum());
        return norm == 0 ? scores : map(scores, s -> s / norm);
    }

    private static double[] zScore(double[] scores) {
        double mean = Arrays.stream(scores).average().orElse(0);
        double squares = Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).sum();
        boolean equal = Arrays.stream(scores).distinct().count() < 2;
        double deviation = Math.sqrt(squares / (scores.length - 1));
        return equal ? ones(scores) : atLeast(map(scores, s -> (s - mean) / deviation));
    }

    private static double[] ones(double[] scores) {
        return map(scores, _ -> 1);
    }

    private static double[] atLeast(double[] scores) {
        return map(scores, s -> s <= 0 ? LEAST : s);
    }

    private static double[] map(double[] scores, DoubleUnaryOperator rule) {
        return Arrays.stream(scores).map(rule).toArray();
    }
}
