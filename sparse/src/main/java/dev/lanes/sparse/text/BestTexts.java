package dev.lanes.sparse.text;

import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The k best of any number of scored texts. Of equal scores the smaller id is better. For one
/// thread.
final class BestTexts {
    private static final int FEW = 1024;

    private final int k;
    private long[] ids;
    private int[] scores;

    /// A binary heap with the worst at 0.
    private int size;

    BestTexts(int k) {
        this.k = k;
        ids = new long[Math.min(k, FEW)];
        scores = new int[ids.length];
    }

    int k() {
        return k;
    }

    /// The least score that may still be among the best: 1 while there is room.
    int threshold() {
        return size < k ? 1 : scores[0];
    }

    void offer(long id, int score) {
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
    /// @param scale what scores are divided by
    List<Hit> drain(double scale) {
        var hits = new ArrayList<Hit>(size);
        while (size > 0) {
            hits.add(new Hit(ids[0], (float) (scores[0] / scale)));
            size--;
            if (size > 0) {
                down(ids[size], scores[size]);
            }
        }
        Collections.reverse(hits);
        return hits;
    }
}
