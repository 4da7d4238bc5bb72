package dev.lanes.jmh.sparse;

import dev.lanes.jmh.UsageException;
import dev.lanes.jmh.data.SparseRows;
import dev.lanes.jmh.measure.Rounds;

/// What is to be measured.
///
/// @param base the rows to index
/// @param queries the rows to ask for; terms that the base does not have are ignored
/// @param k how many rows a query asks for; in 1..rows of the base
/// @param rounds how searches are timed
public record SparseTask(SparseRows base, SparseRows queries, int k, Rounds rounds) {
    /// @throws UsageException when the parts do not fit together
    public SparseTask {
        if (k < 1 || k > base.size()) {
            throw new UsageException(
                    "k must be in 1..%d, the rows of the base, but was %d"
                            .formatted(base.size(), k));
        }
    }
}
