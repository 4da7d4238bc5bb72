package dev.lanes.sparse;

import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The k best of any number of scored rows. Of equal scores the smaller id is better, so that the
/// result does not depend on the order of the offers. For one thread.
final class TopHits {
    private final long[] ids;
    private final float[] scores;

    /// A binary heap with the worst at 0.
    private int size;

    /// Keeps at most k rows; memory is taken for all of them.
    TopHits(int k) {
        ids = new long[k];
        scores = new float[k];
    }

    /// Keeps a row if it is among the best so far and its score is above 0.
    void offer(long id, float score) {
        if (!(score > 0)) {
            return;
        }
        if (size < ids.length) {
            up(size++, id, score);
        } else if (isBetter(id, score, 0)) {
            down(id, score);
        }
    }

    private boolean isBetter(long id, float score, int than) {
        return score > scores[than] || (score == scores[than] && id < ids[than]);
    }

    private void up(int from, long id, float score) {
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

    private void down(long id, float score) {
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

    /// The lowest score that a row may have to be kept: that of the worst, since of equal ones the
    /// id decides, and 0 while there is room.
    float threshold() {
        return size < ids.length || size == 0 ? 0 : scores[0];
    }

    /// How many rows it keeps at most.
    int room() {
        return ids.length;
    }

    boolean isFull() {
        return size == ids.length;
    }

    /// Takes all hits out, best first.
    List<Hit> drain() {
        var hits = new ArrayList<Hit>(size);
        while (size > 0) {
            hits.add(new Hit(ids[0], scores[0]));
            size--;
            if (size > 0) {
                down(ids[size], scores[size]);
            }
        }
        Collections.reverse(hits);
        return hits;
    }
}
