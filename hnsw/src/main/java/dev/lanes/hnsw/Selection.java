package dev.lanes.hnsw;

import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.VectorMatrix;
import java.util.function.IntPredicate;

/// Chooses links by the paper's heuristic (Algorithm 4, without its extensions): a candidate is
/// taken when it is closer to the node than to every link already taken, so that links spread into
/// all directions. For one thread.
///
/// Whenever a candidate is taken, all that are left are compared with it in one block, and those
/// that are closer to it are struck out: the same choice, with few large blocks and one prepared
/// query a link.
final class Selection {
    private final Scorer scorer;
    private final int[] chosen;
    private int[] left = new int[64];
    private float[] leftRaws = new float[64];
    private float[] raws = new float[64];
    private int size;

    Selection(VectorMatrix matrix, int degree) {
        this.scorer = matrix.scorer();
        this.chosen = new int[degree];
    }

    /// Chooses among candidates.
    ///
    /// @param candidates best first
    /// @param most how many may be chosen
    /// @param kept candidates that are chosen in any case; at most `most` of them
    void choose(Candidates candidates, int most, IntPredicate kept) {
        int count = candidates.size();
        reserve(count);
        int room = most;
        for (int i = 0; i < count; i++) {
            left[i] = candidates.ordinal(i);
            leftRaws[i] = candidates.raw(i);
            room -= kept.test(left[i]) ? 1 : 0;
        }
        size = 0;
        int from = 0;
        while (from < count && size < most) {
            int ordinal = left[from++];
            boolean isKept = kept.test(ordinal);
            if (isKept || room > 0) {
                chosen[size++] = ordinal;
                room -= isKept ? 0 : 1;
                if (room > 0 && size < most) {
                    count = strikeOut(ordinal, from, count, kept);
                    from = 0;
                }
            }
        }
    }

    /// Chooses more of the candidates, the best first, up to so many links.
    void fill(Candidates candidates, int most) {
        for (int i = 0; i < candidates.size() && size < most; i++) {
            if (!isChosen(candidates.ordinal(i))) {
                chosen[size++] = candidates.ordinal(i);
            }
        }
    }

    /// One more, when there is room.
    void add(int ordinal) {
        chosen[size++] = ordinal;
    }

    private boolean isChosen(int ordinal) {
        for (int i = 0; i < size; i++) {
            if (chosen[i] == ordinal) {
                return true;
            }
        }
        return false;
    }

    private void reserve(int count) {
        if (count > left.length) {
            int length = Math.max(count, 2 * left.length);
            raws = new float[length];
            leftRaws = new float[length];
            left = new int[length];
        }
    }

    /// Moves those to the front that are not closer to a link than to the node.
    ///
    /// @return how many are left
    private int strikeOut(int link, int from, int to, IntPredicate kept) {
        int count = to - from;
        System.arraycopy(left, from, left, 0, count);
        System.arraycopy(leftRaws, from, leftRaws, 0, count);
        scorer.prepare(link);
        scorer.score(left, count, raws);
        int stay = 0;
        for (int i = 0; i < count; i++) {
            if (!(raws[i] > leftRaws[i]) || kept.test(left[i])) {
                left[stay] = left[i];
                leftRaws[stay++] = leftRaws[i];
            }
        }
        return stay;
    }

    int size() {
        return size;
    }

    /// The links that were chosen, in the order of the candidates, and whatever lies behind them.
    int[] ordinals() {
        return chosen;
    }
}
