package dev.lanes.jmh.sparse;

import dev.lanes.jmh.UsageException;
import dev.lanes.jmh.data.SparseRows;
import dev.lanes.jmh.measure.Rounds;
import java.util.List;

/// For which queries the algorithms are compared.
///
/// @param base the rows to index
/// @param queries from which queries of other lengths are made
/// @param terms how many terms a query has, one curve point each
/// @param ks how many rows a query asks for, one curve each
/// @param rounds how searches are timed
public record CurveTask(
        SparseRows base, SparseRows queries, List<Integer> terms, List<Integer> ks, Rounds rounds) {
    /// @throws UsageException when the parts do not fit together
    public CurveTask {
        terms = List.copyOf(terms);
        ks = List.copyOf(ks);
        for (int count : terms) {
            UsageException.requireAtLeastOne("--terms", count);
        }
        for (int k : ks) {
            if (k < 1 || k > base.size()) {
                throw new UsageException(
                        "k must be in 1..%d, the rows of the base, but was %d"
                                .formatted(base.size(), k));
            }
        }
    }
}
