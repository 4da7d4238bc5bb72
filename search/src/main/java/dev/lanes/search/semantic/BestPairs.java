package dev.lanes.search.semantic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The best of all pairs offered: by score, then by the first number, then by the second, so that
/// the result does not depend on the order of the offers. Thread-safe.
///
/// Pairs are put down as they come until there are twice as many as wanted; then the better half
/// stays. A heap of the pairs needs half the memory, but misses the caches at each step: with it,
/// mining among 20,000 rows took a third longer.
final class BestPairs {
    private static final int FIRST_LENGTH = 1024;

    private final int most;

    /// The numbers of a pair, the first one above the second, so that they have its order. Under
    /// the lock of this, like what follows.
    private long[] numbers;

    private float[] scores;
    private int size;

    /// Grows as better pairs push others out.
    private volatile float least;

    /// @param most how many pairs are kept, at least 1, below 2³⁰
    /// @param least the score that a pair must reach, not NaN
    BestPairs(int most, float least) {
        this.most = most;
        this.least = least;
        numbers = new long[Math.min(2 * most, FIRST_LENGTH)];
        scores = new float[numbers.length];
    }

    /// The score below which a pair need not be offered.
    float least() {
        return least;
    }

    /// Keeps a pair if it may be among the best.
    ///
    /// @param first the smaller number
    /// @param second the larger number
    void offer(int first, int second, float score) {
        if (score >= least) {
            // Without the sign of zero, which would make a difference to sorting.
            keep((long) first << 32 | second, score + 0f);
        }
    }

    private synchronized void keep(long pair, float score) {
        if (size == scores.length) {
            makeRoom();
        }
        numbers[size] = pair;
        scores[size++] = score;
    }

    private void makeRoom() {
        if (size == 2 * most) {
            keepTheBest();
            return;
        }
        int length = (int) Math.min(2L * most, 2L * size);
        numbers = Arrays.copyOf(numbers, length);
        scores = Arrays.copyOf(scores, length);
    }

    private void keepTheBest() {
        if (size <= most) {
            return;
        }
        var sorted = Arrays.copyOf(scores, size);
        Arrays.sort(sorted);
        float last = sorted[size - most];
        long lastPair = lastOfEqual(last);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (scores[i] > last || (scores[i] == last && numbers[i] <= lastPair)) {
                scores[kept] = scores[i];
                numbers[kept++] = numbers[i];
            }
        }
        size = kept;
        least = last;
    }

    /// The last of the pairs with a score that are still among the best.
    private long lastOfEqual(float score) {
        var equal = new long[size];
        int count = 0;
        int better = 0;
        for (int i = 0; i < size; i++) {
            if (scores[i] == score) {
                equal[count++] = numbers[i];
            } else if (scores[i] > score) {
                better++;
            }
        }
        Arrays.sort(equal, 0, count);
        return equal[most - better - 1];
    }

    /// Takes the best pairs out.
    ///
    /// @return the pairs, the best first
    synchronized List<SimilarPair> take() {
        keepTheBest();
        var best = new SimilarPair[size];
        for (int i = 0; i < size; i++) {
            best[i] = new SimilarPair((int) (numbers[i] >>> 32), (int) numbers[i], scores[i]);
        }
        numbers = new long[0];
        scores = new float[0];
        size = 0;
        Arrays.sort(
                best,
                Comparator.comparingDouble((SimilarPair pair) -> -pair.score())
                        .thenComparingInt(SimilarPair::first)
                        .thenComparingInt(SimilarPair::second));
        return List.of(best);
    }
}
