package dev.lanes.jmh.kernels;

import dev.lanes.jmh.peer.LuceneVectorisation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.codecs.lucene95.OffHeapFloatVectorValues.DenseOffHeapVectorValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.VectorUtil;
import org.apache.lucene.util.Version;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/// Lucene's float rows: on the heap for VectorUtil where they are few, and in a mapped file for the
/// scorer that its graph searches use.
final class LuceneFloats implements Store {
    private static final int MOST_ON_HEAP = 64;

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
        List<Contender> contenders = new ArrayList<>();
        if (rows.count() <= MOST_ON_HEAP) {
            contenders.add(contender("VectorUtil", onHeap(operation)));
        }
        RandomVectorScorer scorer =
                scorers.getRandomVectorScorer(function(operation), values(), rows.query());
        contenders.add(contender("off-heap score", LuceneScorers.oneByOne(scorer)));
        contenders.add(contender("off-heap bulkScore", LuceneScorers.block(scorer)));
        return contenders;
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

    private BlockScorer onHeap(Operation operation) {
        float[] query = rows.query();
        float[][] heap = new float[rows.count()][];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = rows.row(i);
        }
        return switch (operation) {
            case DOT ->
                    (ordinals, values) -> {
                        for (int i = 0; i < ordinals.length; i++) {
                            values[i] = VectorUtil.dotProduct(query, heap[ordinals[i]]);
                        }
                    };
            case L2 ->
                    (ordinals, values) -> {
                        for (int i = 0; i < ordinals.length; i++) {
                            values[i] = VectorUtil.squareDistance(query, heap[ordinals[i]]);
                        }
                    };
            case COSINE ->
                    (ordinals, values) -> {
                        for (int i = 0; i < ordinals.length; i++) {
                            values[i] = VectorUtil.cosine(query, heap[ordinals[i]]);
                        }
                    };
        };
    }

    private Contender contender(String backend, BlockScorer scorer) {
        return new Contender(
                "lucene",
                Version.LATEST.toString(),
                backend,
                provider,
                rowBytes(rows.dimension()),
                scorer);
    }

    private static VectorSimilarityFunction function(Operation operation) {
        return switch (operation) {
            case DOT -> VectorSimilarityFunction.DOT_PRODUCT;
            case L2 -> VectorSimilarityFunction.EUCLIDEAN;
            case COSINE -> VectorSimilarityFunction.COSINE;
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
