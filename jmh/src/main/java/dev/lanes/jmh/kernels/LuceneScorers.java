package dev.lanes.jmh.kernels;

import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.Version;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/// What Lucene's stores have in common: the two ways to ask one of its scorers.
final class LuceneScorers {
    private LuceneScorers() {}

    static BlockScorer oneByOne(RandomVectorScorer scorer) {
        return (ordinals, values) -> {
            for (int i = 0; i < ordinals.length; i++) {
                values[i] = scorer.score(ordinals[i]);
            }
        };
    }

    /// As graph searches do.
    static BlockScorer block(RandomVectorScorer scorer) {
        return (ordinals, values) -> scorer.bulkScore(ordinals, values, ordinals.length);
    }

    static VectorSimilarityFunction function(Operation operation) {
        return switch (operation) {
            case DOT -> VectorSimilarityFunction.DOT_PRODUCT;
            case L2 -> VectorSimilarityFunction.EUCLIDEAN;
            case COSINE -> VectorSimilarityFunction.COSINE;
            case HAMMING -> throw new IllegalArgumentException("Lucene has no Hamming distance");
        };
    }

    static Contender contender(String backend, String provider, long rowBytes, BlockScorer scorer) {
        return new Contender(
                "lucene", Version.LATEST.toString(), backend, provider, rowBytes, scorer);
    }
}
