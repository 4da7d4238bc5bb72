package dev.lanes.hnsw;

import dev.lanes.vector.Hit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongToIntFunction;

/// Makes orders for a searcher out of what callers ask for. Thread-safe.
final class Searches {
    private static final Budget UNLIMITED = Budget.unlimited();

    private final Graph graph;
    private final Calibration calibration;
    private final LongToIntFunction ordinals;
    private final Filters filters = new Filters();

    /// Searches of a graph.
    ///
    /// @param ordinals gives the ordinal of an id, or one below 0
    Searches(Graph graph, Calibration calibration, LongToIntFunction ordinals) {
        this.graph = graph;
        this.calibration = calibration;
        this.ordinals = ordinals;
    }

    /// The closest rows.
    static List<Hit> search(Searcher searcher, float[] query, int k, int ef) {
        var order =
                new Searcher.Order(
                        new Goal.Best(k), ef, OptionalInt.empty(), UNLIMITED, Optional.empty());
        return searcher.search(query, order).hits();
    }

    /// The closest rows or groups.
    SearchResult search(Searcher searcher, float[] query, SearchSettings settings) {
        var grouping = settings.scope().grouping();
        var goal =
                grouping.isPresent()
                        ? new Goal.Groups(settings.k(), grouping.get())
                        : new Goal.Best(settings.k());
        return searcher.search(query, order(goal, settings, searcher));
    }

    /// The rows with a score of at least so much.
    SearchResult searchRange(
            Searcher searcher, float[] query, float minScore, SearchSettings settings) {
        var similarity = graph.settings().similarity();
        var goal = new Goal.InRange(settings.k(), minScore, similarity);
        return searcher.search(query, order(goal, settings, searcher));
    }

    private Searcher.Order order(Goal goal, SearchSettings settings, Searcher searcher) {
        var rows = settings.scope().filter().map(filters::of);
        // Now, not while the search holds up replacements.
        rows.ifPresent(passing -> passing.prepare(graph, ordinals));
        return new Searcher.Order(
                goal,
                calibration.efSearch(settings.effort(), settings.k(), searcher),
                settings.rescored(),
                settings.budget(),
                rows);
    }
}
