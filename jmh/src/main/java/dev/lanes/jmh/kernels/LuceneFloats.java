package dev.lanes.jmh.kernels;

import dev.lanes.jmh.peer.LuceneVectorisation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.codecs.lucene95.OffHeapFloatVectorValues.DenseOffHeapVectorValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/// Lucene's float rows in a mapped file, for the scorer that its graph searches use.
final class LuceneFloats implements Store {
    /// First: Lucene says it once, when its vector code is first used.
    private final String provider = LuceneVectorisation.MESSAGE;

    private final SampleRows rows;
    private final LuceneFile file;
    private final FlatVectorsScorer scorers = FlatVectorScorerUtil.getLucene99FlatVectorsScorer();

    LuceneFloats(SampleRows rows) throws IOException {
        this.rows = rows;
        float[] floats = new float[rows.dimension()];
        ByteBuffer bytes =
                ByteBuffer.allocate(rowBytes(rows.dimension())).order(ByteOrder.LITTLE_ENDIAN);
        file =
                new LuceneFile(
                        rows.count(),
                        row -> {
                            rows.copy(row, floats, 0);
                            bytes.asFloatBuffer().put(floats);
                            return bytes.array();
                        });
    }

    private static int rowBytes(int dimension) {
        return dimension * Float.BYTES;
    }

    @Override
    public List<Contender> contenders(Operation operation) throws IOException {
        RandomVectorScorer scorer =
                scorers.getRandomVectorScorer(
                        LuceneScorers.function(operation), values(), rows.query());
        return List.of(
                contender("off-heap score", LuceneScorers.oneByOne(scorer)),
                contender("off-heap bulkScore", LuceneScorers.block(scorer)));
    }

    private FloatVectorValues values() {
        return new DenseOffHeapVectorValues(
                rows.dimension(),
                rows.count(),
                file.input(),
                rowBytes(rows.dimension()),
                scorers,
                VectorSimilarityFunction.DOT_PRODUCT);
    }

    private Contender contender(String backend, BlockScorer scorer) {
        return LuceneScorers.contender(backend, provider, rowBytes(rows.dimension()), scorer);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
