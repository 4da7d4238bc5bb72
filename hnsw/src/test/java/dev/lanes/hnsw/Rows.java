package dev.lanes.hnsw;

import dev.lanes.vector.Hit;
import dev.lanes.vector.Similarity;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Rows for tests, and what is asked of the indexes made of them.
final class Rows {
    private Rows() {}

    /// Rows around a few centres, as embeddings are: harder to link than uniform ones.
    static float[][] clustered(int count, int dimension, long seed) {
        var random = new Random(seed);
        var centres = gaussian(20, dimension, random, 3);
        var rows = gaussian(count, dimension, random, 1);
        for (var row : rows) {
            var centre = centres[random.nextInt(centres.length)];
            for (int i = 0; i < dimension; i++) {
                row[i] += centre[i];
            }
        }
        return rows;
    }

    private static float[][] gaussian(int count, int dimension, Random random, float deviation) {
        var rows = new float[count][dimension];
        for (var row : rows) {
            for (int i = 0; i < dimension; i++) {
                row[i] = deviation * (float) random.nextGaussian();
            }
        }
        return rows;
    }

    /// An index with these rows; a row's id is 1000 plus its place.
    static HnswIndex index(float[][] rows, HnswSettings settings) {
        var index = HnswIndex.create(rows[0].length, settings);
        for (int i = 0; i < rows.length; i++) {
            index.add(1000 + i, rows[i]);
        }
        return index;
    }

    static HnswSettings settings(Similarity similarity, int m, int efConstruction) {
        return HnswSettings.of(similarity).withM(m).withEfConstruction(efConstruction);
    }

    /// The share of the exact best k that a search with `efSearch` finds.
    static double recall(HnswIndex index, float[][] queries, int k, int efSearch) {
        int found = 0;
        int wanted = 0;
        for (var query : queries) {
            var exact = ids(index.searchExact(query, k));
            wanted += exact.size();
            exact.retainAll(ids(index.search(query, k, efSearch)));
            found += exact.size();
        }
        return (double) found / wanted;
    }

    static Set<Long> ids(List<Hit> hits) {
        return hits.stream().map(Hit::id).collect(Collectors.toCollection(HashSet::new));
    }
}
