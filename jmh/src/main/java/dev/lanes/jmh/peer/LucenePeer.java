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
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.store.MMapDirectory;
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

    /// Just under Lucene's limit of 2 GiB for one thread's buffer.
    private static final double LARGEST_BUFFER_MB = 1900;

    private final String backend;
    private final Similarity similarity;
    private final KnnVectorsFormat format;
    private TemporaryDirectory folder;
    private MMapDirectory directory;
    private DirectoryReader reader;
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
        folder = new TemporaryDirectory("lanes-bench-lucene-");
        directory = new MMapDirectory(folder.path());
        try (IndexWriter writer = new IndexWriter(directory, writerConfig())) {
            KnnFloatVectorField field =
                    new KnnFloatVectorField(FIELD, prepare(rows.getFirst()), function());
            Document document = new Document();
            document.add(field);
            for (int row = 0; row < rows.size(); row++) {
                field.setVectorValue(prepare(rows.get(row)));
                writer.addDocument(document);
                progress.accept(row + 1);
            }
            writer.forceMerge(1);
        }
        reader = DirectoryReader.open(directory);
        if (reader.leaves().size() != 1 || reader.maxDoc() != rows.size()) {
            throw new IllegalStateException(
                    "Lucene must have 1 segment of %d rows but has %d of %d"
                            .formatted(rows.size(), reader.leaves().size(), reader.maxDoc()));
        }
        leaf = reader.leaves().getFirst().reader();
        everything = AcceptDocs.fromLiveDocs(null, leaf.maxDoc());
    }

    private IndexWriterConfig writerConfig() {
        double thirdOfHeapMb = Runtime.getRuntime().maxMemory() / 3.0 / (1 << 20);
        return new IndexWriterConfig()
                .setCodec(
                        new Lucene104Codec() {
                            @Override
                            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                                return format;
                            }
                        })
                .setRAMBufferSizeMB(Math.min(LARGEST_BUFFER_MB, thirdOfHeapMb))
                .setUseCompoundFile(false)
                // The build is timed on one thread, so merges may not run on others.
                .setMergeScheduler(new SerialMergeScheduler())
                // Merges neighbours only: a document keeps the number of its row.
                .setMergePolicy(new LogByteSizeMergePolicy());
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
        long bytes = 0;
        for (String file : directory.listAll()) {
            bytes += directory.fileLength(file);
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        try (var folderLast = folder;
                var directoryThen = directory;
                var readerFirst = reader) {
            // Closed by the block, in the reverse order, each one even when another fails.
        }
    }
}
