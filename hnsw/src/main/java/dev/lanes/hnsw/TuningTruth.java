package dev.lanes.hnsw;

import dev.lanes.kernels.ExactSearch;
import dev.lanes.kernels.ExactSettings;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.Scorer;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;
import dev.lanes.vector.Similarity;
import java.util.Arrays;
import java.util.List;

/// Queries whose closest rows are known, and what indexes of these rows make of them. The id of a
/// row is its place.
final class TuningTruth implements AutoCloseable {
    private static final int WIDEST = 4096;
    private static final double STEP = 1.25;
    private static final int ROUNDS = 5;

    private final OffHeap memory = OffHeap.forOwner("rows to tune an HNSW index for");
    private final Scorer scorer;
    private final Similarity similarity;
    private final List<float[]> queries;
    private final int k;

    /// The score of the k-th closest row of each query.
    private final float[] worst;

    TuningTruth(Similarity similarity, List<float[]> rows, List<float[]> queries, int k) {
        try {
            var format = new RowFormat(rows.getFirst().length, similarity);
            var matrix = VectorMatrix.create(format, memory, Kernels.best());
            rows.forEach(matrix::add);
            var found =
                    ExactSearch.of(matrix, ExactSettings.of(k))
                            .search(queries.toArray(float[][]::new));
            this.worst = new float[found.size()];
            for (int i = 0; i < worst.length; i++) {
                worst[i] = found.get(i).getLast().score();
            }
            this.scorer = matrix.scorer();
            this.similarity = similarity;
            this.queries = queries;
            this.k = k;
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /// The narrowest beam for a recall, or the widest.
    int efSearch(HnswIndex index, double target) {
        int below = k - 1;
        int above = k;
        while (recall(index, above) < target) {
            if (above >= WIDEST) {
                return above;
            }
            below = above;
            above = Math.min(WIDEST, (int) Math.ceil(STEP * above));
        }
        while (above - below > 1) {
            int middle = (above + below) / 2;
            if (recall(index, middle) >= target) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }

    /// The share of the closest rows that an index finds. Of rows with one score any will do.
    double recall(HnswIndex index, int efSearch) {
        long found = 0;
        for (int i = 0; i < worst.length; i++) {
            scorer.prepare(queries.get(i));
            for (var hit : index.search(queries.get(i), k, efSearch)) {
                found += similarity.score(scorer.score((int) hit.id())) >= worst[i] ? 1 : 0;
            }
        }
        return found / ((double) worst.length * k);
    }

    /// The mean time of a search: the median of some rounds.
    double microseconds(HnswIndex index, int efSearch) {
        var rounds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            for (var query : queries) {
                index.search(query, k, efSearch);
            }
            rounds[i] = (System.nanoTime() - start) / 1e3 / queries.size();
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    @Override
    public void close() {
        memory.close();
    }
}
