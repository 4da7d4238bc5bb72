package dev.lanes.jmh.kernels;

import java.io.IOException;

/// One query, compared with blocks of rows.
@FunctionalInterface
interface BlockScorer {
    /// Scores a block.
    ///
    /// @param ordinals which rows, [BlockTimer#BLOCK] of them
    /// @param values receives what was computed of each
    void score(int[] ordinals, float[] values) throws IOException;
}
