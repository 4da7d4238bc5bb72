package dev.lanes.hnsw;

import dev.lanes.kernels.Encoding;
import dev.lanes.kernels.ExactSearch;
import dev.lanes.kernels.ExactSettings;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.vector.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Queries whose k closest rows are known: rows of the index, each of which is searched for as if
/// it had never been added, or queries that a caller gave.
///
/// @param queries at least one
/// @param k how many closest rows
record RecallSample(List<Query> queries, int k) {
    /// Not of the index.
    static final int NO_ROW = -1;

    private static final int MOST = 2000;
    private static final int FEWEST = 200;

    /// Distances that the truth may take.
    private static final long BUDGET = 200_000_000;

    /// A query whose k closest rows are known.
    static final class Query {
        private final float[] vector;
        private final int row;
        private final float worst;

        private Query(float[] vector, int row, float worst) {
            this.vector = vector;
            this.row = row;
            this.worst = worst;
        }

        float[] vector() {
            return vector;
        }

        /// Its ordinal, or [#NO_ROW].
        int row() {
            return row;
        }

        /// The score of the k-th closest row.
        float worst() {
            return worst;
        }
    }

    /// Rows of the index.
    static RecallSample ofRows(Graph graph, Searcher searcher, int k) {
        var rows = sample(graph);
        var vectors = new float[rows.size()][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = searcher.rows().best().row(rows.get(i));
        }
        return new RecallSample(new Truth(graph, searcher, k).of(vectors, rows), k);
    }

    /// Queries of a caller.
    static RecallSample ofQueries(Graph graph, Searcher searcher, int k, List<float[]> given) {
        var some = thinned(given);
        var rows = some.stream().map(_ -> NO_ROW).toList();
        var vectors = some.toArray(float[][]::new);
        return new RecallSample(new Truth(graph, searcher, k).of(vectors, rows), k);
    }

    /// At most so many as a sample has, evenly spread.
    static List<float[]> thinned(List<float[]> given) {
        int count = Math.min(given.size(), MOST);
        var some = new ArrayList<float[]>(count);
        for (long i = 0; i < count; i++) {
            some.add(given.get((int) (i * given.size() / count)));
        }
        return some;
    }

    /// Live rows on level 0 only, which no other level has to do without.
    private static List<Integer> sample(Graph graph) {
        var live = graph.live();
        int size = graph.size();
        long affordable = BUDGET / Math.max(1, size);
        int count = Math.clamp(affordable, FEWEST, MOST);
        var ordinals = new int[size];
        int found = 0;
        for (int node = live.next(0); node < size; node = live.next(node + 1)) {
            if (graph.nodes().level(node) == 0) {
                ordinals[found++] = node;
            }
        }
        var random = new SplittableRandom(graph.settings().seed());
        var rows = new ArrayList<Integer>();
        for (int i = 0; i < Math.min(count, found); i++) {
            int other = random.nextInt(i, found);
            rows.add(ordinals[other]);
            ordinals[other] = ordinals[i];
        }
        return rows;
    }

    /// Compares queries with all rows.
    private record Truth(Graph graph, Searcher searcher, int k) {
        List<Query> of(float[][] vectors, List<Integer> rows) {
            int size = Math.max(1, searcher.rows().best().size());
            int gone = size - Math.min(size, graph.liveCount());
            // Rows that are gone take places among the closest.
            long deep = k + 1 + (gone == 0 ? 0 : 16 + 4L * (k + 1) * gone / (size - gone + 1));
            var settings = ExactSettings.of((int) Math.min(deep, size));
            var found = search(settings).search(vectors);
            var queries = new ArrayList<Query>();
            for (int i = 0; i < vectors.length; i++) {
                int row = rows.get(i);
                var closest =
                        found.get(i).stream()
                                .filter(hit -> hit.id() != row && graph.live().get((int) hit.id()))
                                .limit(k)
                                .toList();
                if (closest.size() < k) {
                    closest = searched(vectors[i], row);
                }
                if (closest.size() == k) {
                    queries.add(new Query(vectors[i], row, closest.getLast().score()));
                }
            }
            return queries;
        }

        private ExactSearch search(ExactSettings settings) {
            var rows = searcher.rows();
            VectorMatrix walked = rows.walked();
            if (walked.codec().encoding() == Encoding.INT8 && rows.full().isPresent()) {
                return ExactSearch.of(walked, settings.withRescoring(rows.full().get()));
            }
            return ExactSearch.of(rows.best(), settings);
        }

        private List<Hit> searched(float[] vector, int row) {
            long self = row == NO_ROW ? Long.MIN_VALUE : graph.nodes().id(row);
            return searcher.searchExact(vector, k + 1).stream()
                    .filter(hit -> row == NO_ROW || hit.id() != self)
                    .limit(k)
                    .toList();
        }
    }
}
