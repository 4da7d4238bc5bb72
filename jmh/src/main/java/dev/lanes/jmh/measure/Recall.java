package dev.lanes.jmh.measure;

import dev.lanes.jmh.data.Vectors;
import dev.lanes.vector.Similarity;
import java.util.HashSet;
import java.util.Set;

/// Recall@k: the share of the k nearest rows that a search found, averaged over the queries.
///
/// It is judged by distance, as ann-benchmarks does: a row that was found counts when it is at
/// least as close as the true k-th row, so that of rows equally close none is wrong. Equal means
/// within [Closeness#slack()]. A row named twice counts once.
final class Recall {
    private final Similarity similarity;
    private final Vectors base;
    private final Vectors queries;
    private final int k;
    private final double[] floors;

    /// @param truth for each query the k nearest rows, in any order
    Recall(HnswTask task, int[][] truth) {
        similarity = task.settings().similarity();
        base = task.base();
        queries = task.queries();
        k = task.k();
        floors = new double[truth.length];
        for (int query = 0; query < floors.length; query++) {
            floors[query] = floor(query, truth[query]);
        }
    }

    private double floor(int query, int[] nearest) {
        if (nearest.length != k) {
            throw new IllegalStateException(
                    "the truth must have %d rows but has %d".formatted(k, nearest.length));
        }
        double floor = Double.POSITIVE_INFINITY;
        for (int row : nearest) {
            Closeness closeness = closeness(query, row);
            floor = Math.min(floor, closeness.value() - closeness.slack());
        }
        return floor;
    }

    /// Judges what a search found.
    ///
    /// @param answers for each query at most k rows
    /// @return between 0 and 1
    double of(int[][] answers) {
        long right = 0;
        for (int query = 0; query < answers.length; query++) {
            right += countRight(query, answers[query]);
        }
        return right / ((double) answers.length * k);
    }

    private int countRight(int query, int[] answer) {
        if (answer.length > k) {
            throw new IllegalStateException(
                    "an answer must have at most %d rows but has %d".formatted(k, answer.length));
        }
        Set<Integer> right = new HashSet<>();
        for (int row : answer) {
            if (closeness(query, row).value() >= floors[query]) {
                right.add(row);
            }
        }
        return right.size();
    }

    private Closeness closeness(int query, int row) {
        return Closeness.of(similarity, queries.rows().get(query), base.rows().get(row));
    }
}
