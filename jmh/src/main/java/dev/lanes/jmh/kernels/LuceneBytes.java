package dev.lanes.jmh.kernels;

import dev.lanes.jmh.peer.LuceneVectorisation;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.codecs.lucene95.OffHeapByteVectorValues.DenseOffHeapVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/// Lucene's byte vectors, which somebody else has quantised, in a mapped file, for the scorer that
/// its graph searches use.
final class LuceneBytes implements Store {
    /// First: Lucene says it once, when its vector code is first used.
    private final String provider = LuceneVectorisation.MESSAGE;

    private final SampleRows rows;
    private final LuceneFile file;
    private final FlatVectorsScorer scorers = FlatVectorScorerUtil.getLucene99FlatVectorsScorer();

    LuceneBytes(SampleRows rows) throws IOException {
        this.rows = rows;
        file = new LuceneFile(rows.count(), rows::bytes);
    }

    @Override
    public List<Contender> contenders(Operation operation) throws IOException {
        RandomVectorScorer scorer =
                scorers.getRandomVectorScorer(
                        LuceneScorers.function(operation),
                        new DenseOffHeapVectorValues(
                                rows.dimension(),
                                rows.count(),
                                file.input(),
                                rows.dimension(),
                                scorers,
                                VectorSimilarityFunction.DOT_PRODUCT),
                        rows.bytes(-1));
        return List.of(contender("off-heap bulkScore, bytes", LuceneScorers.block(scorer)));
    }

    private Contender contender(String backend, BlockScorer scorer) {
        return LuceneScorers.contender(backend, provider, rows.dimension(), scorer);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
