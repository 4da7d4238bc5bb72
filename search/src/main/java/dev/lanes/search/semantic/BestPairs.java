package dev.lanes.search.semantic;

import java.util.Arrays;
import java.util.List;

/// The best of all pairs offered: by score, then by the first number, then by the second, so that
/// the result does not depend on the order of the offers. Thread-safe.
final class BestPairs {
    private static final int FIRST_SIZE = 1024;

    private final int most;

    /// Pairs as a binary heap with the worst at 0. Under the lock of this, like what follows.
    private int[] firsts;

    private int[] seconds;
    private float[] scores;
    private int size;

    /// Grows as better pairs push others out.
    private volatile float least;

    /// @param most how many pairs are kept, at least 1
    /// @param least the score that a pair must reach, not NaN
    BestPairs(int most, float least) {
        this.most = most;
        this.least = least;
        resize(Math.min(most, FIRST_SIZE), new int[0], new int[0], new float[0]);
    }

    private void resize(int length, int[] oldFirsts, int[] oldSeconds, float[] oldScores) {
        firsts = Arrays.copyOf(oldFirsts, length);
        seconds = Arrays.copyOf(oldSeconds, length);
        scores = Arrays.copyOf(oldScores, length);
    }

    /// The score below which a pair need not be offered.
    float least() {
        return least;
    }

    /// Keeps a pair if it is among the best so far.
    ///
    /// @param first the smaller number
    /// @param second the larger number
    void offer(int first, int second, float score) {
        if (score >= least) {
            keep(first, second, score);
        }
    }

    private synchronized void keep(int first, int second, float score) {
        if (size < most) {
            if (size == scores.length) {
                resize((int) Math.min(most, 2L * size), firsts, seconds, scores);
            }
            up(size++, first, second, score);
        } else if (better(first, second, score, 0)) {
            down(0, first, second, score);
        }
        if (size == most) {
            least = scores[0];
        }
    }

    private boolean better(int first, int second, float score, int than) {
        if (score != scores[than]) {
            return score > scores[than];
        }
        return first != firsts[than] ? first < firsts[than] : second < seconds[than];
    }

    private void up(int hole, int first, int second, float score) {
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (better(first, second, score, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, first, second, score);
    }

    private void down(int hole, int first, int second, float score) {
        while (true) {
            int child = 2 * hole + 1;
            if (child + 1 < size && betterThan(child, child + 1)) {
                child++;
            }
            if (child >= size || !better(first, second, score, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, first, second, score);
    }

    private boolean betterThan(int pair, int than) {
        return better(firsts[pair], seconds[pair], scores[pair], than);
    }

    private void move(int from, int to) {
        put(to, firsts[from], seconds[from], scores[from]);
    }

    private void put(int at, int first, int second, float score) {
        firsts[at] = first;
        seconds[at] = second;
        scores[at] = score;
    }

    /// Takes all pairs out.
    ///
    /// @return the pairs, the best first
    synchronized List<SimilarPair> take() {
        var best = new SimilarPair[size];
        while (size > 0) {
            size--;
            best[size] = new SimilarPair(firsts[0], seconds[0], scores[0]);
            down(0, firsts[size], seconds[size], scores[size]);
        }
        return List.of(best);
    }
}
