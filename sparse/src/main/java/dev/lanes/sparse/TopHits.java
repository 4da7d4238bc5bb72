package dev.lanes.sparse;

import dev.lanes.sparse.live.BestRows;
import dev.lanes.vector.Hit;
import java.util.List;

/// The k best of any number of scored rows, as [BestRows] has them. For one thread.
final class TopHits {
    /// Of numbers above 0 the order is that of their bits.
    private final BestRows best;

    private final int room;

    TopHits(int k) {
        this(k, k);
    }

    /// @param rows how many there are to choose from, at the moment
    TopHits(int k, int rows) {
        best = new BestRows(k);
        room = Math.clamp(rows, 1, k);
    }

    /// Keeps a row if it is among the best so far and its score is above 0.
    void offer(long id, float score) {
        if (score > 0) {
            best.offer(id, Float.floatToRawIntBits(score));
        }
    }

    /// The lowest score that a row may have to be kept: that of the worst, since of equal ones the
    /// id decides, and 0 while there is room.
    float threshold() {
        return isFull() ? Float.intBitsToFloat(best.threshold()) : 0;
    }

    /// How many rows it is going to keep, as far as is known.
    int room() {
        return room;
    }

    boolean isFull() {
        return best.isFull();
    }

    /// Takes all hits out, best first.
    List<Hit> drain() {
        return best.drain(Float::intBitsToFloat);
    }
}
