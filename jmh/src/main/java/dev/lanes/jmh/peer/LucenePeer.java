package dev.lanes.jmh.peer;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.VectorUtil;
import org.apache.lucene.util.Version;

/// Apache Lucene's float HNSW: one segment in a mapped temporary directory, searched at the leaf,
/// below queries, collectors and stored fields, so that nothing but the graph is timed.
///
/// Lucene has no efSearch of its own: the beam is as wide as the number of rows asked for, so
/// max(k, efSearch) rows are collected and the first k kept. For COSINE the rows and queries are
/// normalised and compared by dot product, as Lucene's documentation advises.
final class LucenePeer implements Peer {
    private static final String FIELD = "vector";

    private final String backend;
    private final Similarity similarity;
    private final KnnVectorsFormat format;
    private LuceneSegment segment;
    private LeafReader leaf;
    private AcceptDocs everything;

    LucenePeer(HnswSettings settings) {
        // First: Lucene says it once, when any of its vector classes is loaded.
        backend = LuceneVectorisation.MESSAGE;
        similarity = settings.similarity();
        format = new LuceneHnswFormat(settings.m(), settings.efConstruction());
    }

    @Override
    public String library() {
        return "lucene";
    }

    @Override
    public String version() {
        return Version.LATEST.toString();
    }

    @Override
    public String backend() {
        return backend;
    }

    @Override
    public void build(List<float[]> rows, IntConsumer progress) throws IOException {
        KnnFloatVectorField field =
                new KnnFloatVectorField(FIELD, prepare(rows.getFirst()), function());
        Document document = new Document();
        document.add(field);
        segment =
                LuceneSegment.write(
                        LuceneSegment.config().setCodec(codec()),
                        rows.size(),
                        row -> {
                            field.setVectorValue(prepare(rows.get(row)));
                            return document;
                        },
                        progress);
        leaf = segment.reader().leaves().getFirst().reader();
        everything = AcceptDocs.fromLiveDocs(null, leaf.maxDoc());
    }

    private Lucene104Codec codec() {
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
            }
        };
    }

    @Override
    public int[] search(float[] query, int k, int efSearch) throws IOException {
        TopKnnCollector collector = new TopKnnCollector(Math.max(k, efSearch), Integer.MAX_VALUE);
        leaf.searchNearestVectors(FIELD, prepare(query), collector, everything);
        ScoreDoc[] docs = collector.topDocs().scoreDocs;
        int[] found = new int[Math.min(k, docs.length)];
        for (int i = 0; i < found.length; i++) {
            found[i] = docs[i].doc;
        }
        return found;
    }

    private float[] prepare(float[] row) {
        // A row of zeros stays as it is: its dot product with every row is 0, as its cosine is.
        return similarity == Similarity.COSINE ? VectorUtil.l2normalize(row.clone(), false) : row;
    }

    private VectorSimilarityFunction function() {
        return switch (similarity) {
            case EUCLIDEAN -> VectorSimilarityFunction.EUCLIDEAN;
            case COSINE -> VectorSimilarityFunction.DOT_PRODUCT;
            case DOT -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
        };
    }

    @Override
    public long bytes() throws IOException {
        return segment.bytes();
    }

    @Override
    public void close() throws IOException {
        if (segment != null) {
            segment.close();
        }
    }
}
