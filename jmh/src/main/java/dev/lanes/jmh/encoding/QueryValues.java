package dev.lanes.jmh.encoding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The exact values of all rows for one query.
final class QueryValues {
    private final float[] exact;

    /// @param exact by row
    QueryValues(float[] exact) {
        this.exact = exact;
    }

    /// For each of the k best rows, how many rows come before it by their estimates. Among rows
    /// with equal estimates half come before.
    int[] ranksOfBest(int k, float[] estimates) {
        float[] sorted = estimates.clone();
        Arrays.sort(sorted);
        return IntStream.range(0, exact.length)
                .boxed()
                .sorted(
                        Comparator.comparingDouble((Integer row) -> -exact[row])
                                .thenComparing(row -> row))
                .limit(k)
                .mapToInt(row -> rank(sorted, estimates[row]))
                .toArray();
    }

    private static int rank(float[] sorted, float value) {
        int at = Arrays.binarySearch(sorted, value);
        int first = at;
        while (first > 0 && sorted[first - 1] == value) {
            first--;
        }
        int last = at;
        while (last < sorted.length - 1 && sorted[last + 1] == value) {
            last++;
        }
        return sorted.length - 1 - last + (last - first) / 2;
    }

    /// The mean squared error of estimates over the variance of the exact values.
    double relativeSquaredError(float[] estimates) {
        double mean = 0;
        for (float value : exact) {
            mean += value;
        }
        mean /= exact.length;
        double variance = 0;
        double error = 0;
        for (int row = 0; row < exact.length; row++) {
            variance += (exact[row] - mean) * (exact[row] - mean);
            error +=
                    ((double) estimates[row] - exact[row]) * ((double) estimates[row] - exact[row]);
        }
        return variance == 0 ? 0 : error / variance;
    }
}
