package dev.lanes.search.semantic;

import dev.lanes.kernels.ExactSearch;
import dev.lanes.kernels.ExactSettings;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Every query against every row, a chunk of queries after the other.
final class ChunkedSearch {
    private final VectorMatrix rows;
    private final SemanticSettings settings;
    private final Work work;

    ChunkedSearch(VectorMatrix rows, SemanticSettings settings, Work work) {
        this.rows = rows;
        this.settings = settings;
        this.work = work;
    }

    List<List<Hit>> search(float[][] queries) {
        check(queries);
        work.plan((long) queries.length * rows.size());
        var exact =
                ExactSearch.of(
                        rows,
                        ExactSettings.of(settings.k())
                                .withQueryChunk(settings.queryChunk())
                                .withRowChunk(settings.corpusChunk())
                                .withExecutor(work.executor()));
        var results = new ArrayList<List<Hit>>(queries.length);
        for (int from = 0; from < queries.length; ) {
            int to = (int) Math.min(queries.length, (long) from + settings.queryChunk());
            var chunk = Arrays.copyOfRange(queries, from, to);
            results.addAll(search(exact, chunk));
            work.compared((long) chunk.length * rows.size());
            from = to;
        }
        return List.copyOf(results);
    }

    private List<List<Hit>> search(ExactSearch exact, float[][] queries) {
        if (settings.score().orElse(null) instanceof ScoreFunction.ByFunction(var function)) {
            return exact.search(queries, function);
        }
        return exact.search(queries);
    }

    private void check(float[][] queries) {
        for (int i = 0; i < queries.length; i++) {
            try {
                rows.format().check(queries[i]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("query %d: %s".formatted(i, e.getMessage()), e);
            }
        }
    }
}
