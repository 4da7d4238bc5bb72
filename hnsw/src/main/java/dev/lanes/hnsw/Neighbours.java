package dev.lanes.hnsw;

import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.VectorMatrix;
import java.util.function.IntPredicate;

/// Chooses links by the paper's heuristic (Algorithm 4, without its extensions): a candidate is
/// taken when it is closer to the node than to every link already taken, so that links spread into
/// all directions. For one thread.
final class Neighbours {
    /// Candidates are compared with the links taken so far in blocks of this many, since most are
    /// rejected by one of the first.
    private static final int BLOCK = 8;

    private final Scorer scorer;
    private final int[] chosen;
    private final int[] block = new int[BLOCK];
    private final float[] raws = new float[BLOCK];
    private int size;

    Neighbours(VectorMatrix matrix, int degree) {
        this.scorer = matrix.scorer();
        this.chosen = new int[degree];
    }

    /// Chooses among candidates.
    ///
    /// @param candidates best first
    /// @param most how many may be chosen
    /// @param kept candidates that are chosen in any case; at most `most` of them
    void choose(Candidates candidates, int most, IntPredicate kept) {
        int room = most;
        for (int i = 0; i < candidates.size(); i++) {
            if (kept.test(candidates.ordinal(i))) {
                room--;
            }
        }
        size = 0;
        for (int i = 0; i < candidates.size() && size < most; i++) {
            int ordinal = candidates.ordinal(i);
            float raw = candidates.raw(i);
            if (kept.test(ordinal)) {
                chosen[size++] = ordinal;
            } else if (room > 0 && spreads(ordinal, raw)) {
                chosen[size++] = ordinal;
                room--;
            }
        }
    }

    private boolean spreads(int ordinal, float raw) {
        if (size == 0) {
            return true;
        }
        scorer.prepare(ordinal);
        for (int from = 0; from < size; from += BLOCK) {
            int count = Math.min(BLOCK, size - from);
            System.arraycopy(chosen, from, block, 0, count);
            scorer.score(block, count, raws);
            for (int i = 0; i < count; i++) {
                if (raws[i] > raw) {
                    return false;
                }
            }
        }
        return true;
    }

    int size() {
        return size;
    }

    /// The links that were chosen, in the order of the candidates, and whatever lies behind them.
    int[] ordinals() {
        return chosen;
    }
}
