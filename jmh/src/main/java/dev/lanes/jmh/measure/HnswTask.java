package dev.lanes.jmh.measure;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.jmh.UsageException;
import dev.lanes.jmh.data.Vectors;
import java.util.List;

/// What is to be measured.
///
/// @param base the rows to index
/// @param queries the rows to ask for; of the dimension of the base
/// @param settings of the graph, the same for every library
/// @param k how many rows a query asks for; in 1..rows of the base
/// @param efSearch widths of the beam, at least one, each at least 1
/// @param rounds how each of them is timed
public record HnswTask(
        Vectors base,
        Vectors queries,
        HnswSettings settings,
        int k,
        List<Integer> efSearch,
        Rounds rounds) {
    /// @throws UsageException when the parts do not fit together
    public HnswTask {
        efSearch = List.copyOf(efSearch);
        if (queries.dimension() != base.dimension()) {
            throw new UsageException(
                    "queries must have the dimension of the base but %s has %d and %s has %d"
                            .formatted(
                                    queries.name(),
                                    queries.dimension(),
                                    base.name(),
                                    base.dimension()));
        }
        if (k < 1 || k > base.size()) {
            throw new UsageException(
                    "k must be in 1..%d, the rows of the base, but was %d"
                            .formatted(base.size(), k));
        }
        requireEfSearch(efSearch);
    }

    /// Checks the widths alone, before files are read.
    public static void requireEfSearch(List<Integer> efSearch) {
        if (efSearch.isEmpty()) {
            throw new UsageException("efSearch must have at least 1 value but had none");
        }
        for (int ef : efSearch) {
            if (ef < 1) {
                throw new UsageException("efSearch must be at least 1 but was " + ef);
            }
        }
    }
}
