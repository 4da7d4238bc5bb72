package dev.lanes.jmh.kernels;

import dev.lanes.jmh.peer.LuceneVectorisation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.codecs.lucene104.Lucene104ScalarQuantizedVectorScorer;
import org.apache.lucene.codecs.lucene104.OffHeapScalarQuantizedVectorValues.DenseOffHeapVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.quantization.OptimizedScalarQuantizer;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/// Rows as Lucene quantises them, in a mapped file, for the scorer that its graph searches use. The
/// codes are random, behind each row the corrections that its format has: the scorer does the same
/// work for every row.
final class LuceneCodes implements Store {
    private static final int CORRECTION_BYTES = 3 * Float.BYTES + Integer.BYTES;

    /// First: Lucene says it once, when its vector code is first used.
    private final String provider = LuceneVectorisation.MESSAGE;

    private final SampleRows rows;
    private final ScalarEncoding encoding;
    private final LuceneFile file;
    private final FlatVectorsScorer scorers =
            new Lucene104ScalarQuantizedVectorScorer(
                    FlatVectorScorerUtil.getLucene99FlatVectorsScorer());

    LuceneCodes(SampleRows rows, ScalarEncoding encoding) throws IOException {
        this.rows = rows;
        this.encoding = encoding;
        int codes = encoding.getDocPackedLength(rows.dimension());
        byte mask = (byte) (encoding == ScalarEncoding.SEVEN_BIT ? 0x7F : 0xFF);
        ByteBuffer record =
                ByteBuffer.allocate(codes + CORRECTION_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        record.position(codes);
        record.putFloat(-1).putFloat(1).putFloat(.5f).putInt(rows.dimension());
        file =
                new LuceneFile(
                        rows.count(),
                        row -> {
                            rows.bytes(row, record.array(), codes);
                            for (int i = 0; i < codes; i++) {
                                record.array()[i] &= mask;
                            }
                            return record.array();
                        });
    }

    @Override
    public List<Contender> contenders(Operation operation) throws IOException {
        VectorSimilarityFunction function = LuceneScorers.function(operation);
        RandomVectorScorer scorer =
                scorers.getRandomVectorScorer(
                        function,
                        new DenseOffHeapVectorValues(
                                false,
                                rows.dimension(),
                                rows.count(),
                                new float[rows.dimension()],
                                0,
                                new OptimizedScalarQuantizer(function),
                                encoding,
                                function,
                                scorers,
                                file.input()),
                        rows.query());
        String name = encoding.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        int rowBytes = encoding.getDocPackedLength(rows.dimension()) + CORRECTION_BYTES;
        return List.of(
                LuceneScorers.contender(
                        "off-heap bulkScore, " + name,
                        provider,
                        rowBytes,
                        LuceneScorers.block(scorer)));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
