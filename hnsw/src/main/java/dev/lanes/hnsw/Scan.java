package dev.lanes.hnsw;

import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.TopK;
import dev.lanes.memory.Bits;
import java.util.function.IntPredicate;

/// Compares a query with one row after the other, in blocks, and keeps the best. For one thread.
final class Scan {
    /// So many rows are scored at once: enough that the call costs nothing beside them.
    private static final int BLOCK = 256;

    /// Rows in ascending order.
    @FunctionalInterface
    interface Source {
        /// Gives the next rows.
        ///
        /// @param block receives their ordinals, from 0 on
        /// @return how many, 0 after the last one
        int next(int[] block);
    }

    private final int[] block = new int[BLOCK];
    private final float[] raws = new float[BLOCK];
    private int scanned;

    /// The rows whose bits are set.
    ///
    /// @param end rows below this
    static Source of(Bits bits, int end) {
        return new Source() {
            private int from;

            @Override
            public int next(int[] block) {
                int count = bits.next(from, end, block);
                from = count == 0 ? end : block[count - 1] + 1;
                return count;
            }
        };
    }

    /// The rows of a list.
    ///
    /// @param ordinals ascending
    /// @param end rows below this
    static Source of(int[] ordinals, int end) {
        return new Source() {
            private int from;

            @Override
            public int next(int[] block) {
                int count = Math.min(block.length, ordinals.length - from);
                System.arraycopy(ordinals, from, block, 0, count);
                from += count;
                while (count > 0 && block[count - 1] >= end) {
                    count--;
                }
                return count;
            }
        };
    }

    /// Scans all rows.
    ///
    /// @param scorer has the query
    /// @param most how many are kept, at least 1
    /// @param isEnough whether to end early after so many rows; asked after each block but the last
    TopK best(Scorer scorer, Source rows, int most, IntPredicate isEnough) {
        var best = new TopK(most);
        scanned = 0;
        for (int count = rows.next(block); count > 0; ) {
            scorer.score(block, count, raws);
            scanned += count;
            for (int i = 0; i < count; i++) {
                // NaN is the worst value there is, as it is in a beam.
                float raw = Float.isNaN(raws[i]) ? Float.NEGATIVE_INFINITY : raws[i];
                if (raw >= best.threshold()) {
                    best.offer(block[i], raw);
                }
            }
            count = rows.next(block);
            if (count > 0 && isEnough.test(scanned)) {
                break;
            }
        }
        return best;
    }

    /// How many rows the last scan compared.
    int scanned() {
        return scanned;
    }
}
