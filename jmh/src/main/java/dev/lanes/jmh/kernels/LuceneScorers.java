package dev.lanes.jmh.kernels;

import org.apache.lucene.util.hnsw.RandomVectorScorer;

/// The two ways to ask one of Lucene's scorers.
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
}
