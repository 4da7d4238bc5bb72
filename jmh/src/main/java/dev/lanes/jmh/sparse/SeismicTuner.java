package dev.lanes.jmh.sparse;

import dev.lanes.jmh.measure.Rounds;
import dev.lanes.jmh.measure.TimedSearch;
import dev.lanes.sparse.SeismicSearch;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Finds the depth of Seismic that reaches a recall in the least time, by trying many.
final class SeismicTuner {
    private static final int[] CUTS = {2, 3, 4, 6, 8, 11, 15, 20, 30, 50};
    private static final double[] FACTORS = {.5, .6, .7, .8, .9, 1, 1.15, 1.3, 1.5, 1.8};
    private static final Rounds TIMING = new Rounds(2, Duration.ZERO);

    /// What a depth is worth.
    private record Tried(SeismicSearch depth, double recall, double micros) {}

    private final List<Tried> tried = new ArrayList<>();

    /// Tries all depths.
    ///
    /// @param ways by depth, how to search
    SeismicTuner(SparseTuning tuning, Function<SeismicSearch, SparsePeer.Way> ways)
            throws IOException {
        List<SparseVector> queries = tuning.task().queries().all();
        for (int cut : CUTS) {
            for (double factor : FACTORS) {
                SeismicSearch depth = new SeismicSearch(cut, factor);
                SparsePeer.Way way = ways.apply(depth);
                TimedSearch<int[]> search =
                        new TimedSearch<>(
                                queries.size(),
                                TIMING.count(),
                                query -> way.search(queries.get(query), tuning.task().k()));
                TimedSearch.inTurns(List.of(search), TIMING);
                double recall = tuning.exact().recall(search.answers());
                tried.add(new Tried(depth, recall, search.processorMicros()));
            }
        }
    }

    /// The fastest depth that reached a recall; the one that found most where none did.
    SeismicSearch fastest(double recall) {
        return tried.stream()
                .filter(one -> one.recall >= recall)
                .min(Comparator.comparingDouble(Tried::micros))
                .or(() -> tried.stream().max(Comparator.comparingDouble(Tried::recall)))
                .orElseThrow()
                .depth;
    }
}
