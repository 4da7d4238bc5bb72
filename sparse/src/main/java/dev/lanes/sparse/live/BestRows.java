package dev.lanes.sparse.live;

import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The k best of any number of rows with whole numbers as scores. Of equal scores the smaller id is
/// better, so that the result does not depend on the order of the offers. For one thread.
public final class BestRows {
    private static final int FEW = 1024;

    private final int k;
    private long[] ids;
    private int[] scores;

    /// Makes scores of whole numbers.
    @FunctionalInterface
    public interface Score {
        /// The score that a number stands for.
        float of(int number);
    }

    /// A binary heap with the worst at 0.
    private int size;

    /// Keeps at most k rows; memory is taken as they come.
    public BestRows(int k) {
        this.k = k;
        ids = new long[Math.min(k, FEW)];
        scores = new int[ids.length];
    }

    /// How many rows it keeps at most.
    public int k() {
        return k;
    }

    /// Whether there is no more room.
    public boolean isFull() {
        return size == k;
    }

    /// The least score that may still be among the best: 1 while there is room.
    public int threshold() {
        return size < k ? 1 : scores[0];
    }

    /// Keeps a row if it is among the best so far.
    public void offer(long id, int score) {
        if (size < k) {
            if (size == ids.length) {
                int room = (int) Math.min(k, 2L * size);
                ids = Arrays.copyOf(ids, room);
                scores = Arrays.copyOf(scores, room);
            }
            up(size++, id, score);
        } else if (isBetter(id, score, 0)) {
            down(id, score);
        }
    }

    private boolean isBetter(long id, int score, int than) {
        return score > scores[than] || (score == scores[than] && id < ids[than]);
    }

    private void up(int from, long id, int score) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (isBetter(id, score, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        ids[hole] = id;
        scores[hole] = score;
    }

    private void down(long id, int score) {
        int hole = 0;
        while (true) {
            int child = 2 * hole + 1;
            if (child + 1 < size && isBetter(ids[child], scores[child], child + 1)) {
                child++;
            }
            if (child >= size || !isBetter(id, score, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        ids[hole] = id;
        scores[hole] = score;
    }

    private void move(int from, int to) {
        ids[to] = ids[from];
        scores[to] = scores[from];
    }

    /// Takes all out, best first.
    ///
    /// @param score of a hit, from the number
    public List<Hit> drain(Score score) {
        var hits = new ArrayList<Hit>(size);
        while (size > 0) {
            hits.add(new Hit(ids[0], score.of(scores[0])));
            size--;
            if (size > 0) {
                down(ids[size], scores[size]);
            }
        }
        Collections.reverse(hits);
        return hits;
    }
}
