package dev.lanes.hnsw;

import dev.lanes.memory.GracePeriods;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Function;

/// Searchers that are kept from search to search. As many are in use as there are searches at a
/// time; few are kept, and the others are left to the garbage collector. Safe for many threads.
final class SearcherPool {
    private static final int MOST_IDLE = 2 * Runtime.getRuntime().availableProcessors();

    private final Graph graph;
    private final GracePeriods grace;
    private final ArrayBlockingQueue<Searcher> idle = new ArrayBlockingQueue<>(MOST_IDLE);

    SearcherPool(Graph graph, GracePeriods grace) {
        this.graph = graph;
        this.grace = grace;
    }

    /// Searches while no ordinal is given out anew that was there when it began.
    <T> T search(Function<Searcher, T> search) {
        while (true) {
            int ticket = grace.enter();
            try {
                var searcher = searcher();
                var result = search(searcher, search);
                // A form of the rows that was replaced meanwhile lacks what came later.
                if (searcher.rows().equals(graph.rows())) {
                    return result;
                }
            } finally {
                grace.exit(ticket);
            }
        }
    }

    private Searcher searcher() {
        var kept = idle.poll();
        return kept == null || !kept.rows().equals(graph.rows()) ? new Searcher(graph) : kept;
    }

    private <T> T search(Searcher searcher, Function<Searcher, T> search) {
        try (var _ = searcher.rows().memory().lease()) {
            return search.apply(searcher);
        } finally {
            idle.offer(searcher);
        }
    }
}
