package dev.lanes.sparse;

import dev.lanes.kernels.RowScoring;
import dev.lanes.memory.Bits;

/// Scores every row by the forward index: the oracle of all other algorithms, and what is done with
/// few rows.
final class Exhaustive {
    private static final int BLOCK = 128;

    private Exhaustive() {}

    /// Offers all rows that may be returned.
    static Explanation.Work search(
            Segment segment, RowScoring scoring, Bits passing, TopHits best) {
        var block = new int[BLOCK];
        var scores = new float[BLOCK];
        int size = segment.size();
        long rows = 0;
        for (int row = passing.next(0); row < size; ) {
            int count = 0;
            for (; row < size && count < BLOCK; row = passing.next(row + 1)) {
                block[count++] = row;
            }
            scoring.score(block, count, scores);
            for (int i = 0; i < count; i++) {
                best.offer(segment.id(block[i]), scores[i]);
            }
            rows += count;
        }
        return new Explanation.Work(0, 0, rows, size - rows);
    }
}
