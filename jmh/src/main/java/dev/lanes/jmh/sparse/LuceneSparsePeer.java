package dev.lanes.jmh.sparse;

import dev.lanes.jmh.data.SparseRows;
import dev.lanes.jmh.peer.LuceneSegment;
import dev.lanes.jmh.peer.LuceneVectorisation;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.apache.lucene.document.FeatureField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.Version;

/// Apache Lucene as OpenSearch uses it for learned sparse vectors: a FeatureField for each term,
/// whose weight is kept in a term frequency with 9 bits of precision. One segment.
final class LuceneSparsePeer implements SparsePeer {
    private static final String FIELD = "features";

    /// Lucene refuses larger ones.
    private static final float LARGEST_QUERY_WEIGHT = 64;

    /// Now: Lucene says it once, when any of its vector classes is loaded.
    private final String backend = LuceneVectorisation.MESSAGE;

    private final List<LuceneMode> modes;
    private String[] names;
    private LuceneSegment segment;
    private IndexSearcher searcher;

    LuceneSparsePeer(List<LuceneMode> modes) {
        this.modes = List.copyOf(modes);
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
    public void build(SparseRows rows, IntConsumer progress) throws IOException {
        names = new String[rows.columns()];
        for (int term = 0; term < names.length; term++) {
            names[term] = Integer.toString(term);
        }
        // It is 1,024, which the longest rows have as a query.
        IndexSearcher.setMaxClauseCount(Integer.MAX_VALUE);
        segment =
                LuceneSegment.write(
                        LuceneSegment.config(), rows.size(), row -> document(rows, row), progress);
        searcher = new IndexSearcher(segment.reader());
        searcher.setQueryCache(null);
    }

    private List<IndexableField> document(SparseRows rows, int row) {
        List<IndexableField> fields = new ArrayList<>();
        for (int i = rows.start(row); i < rows.start(row + 1); i++) {
            if (rows.weight(i) > 0) {
                float weight = Math.max(rows.weight(i), Float.MIN_NORMAL);
                fields.add(new FeatureField(FIELD, names[rows.term(i)], weight));
            }
        }
        return fields;
    }

    @Override
    public List<Way> ways(Optional<SparseTuning> tuning) {
        return modes.stream().<Way>map(Mode::new).toList();
    }

    private Query query(SparseVector vector) {
        float largest = 0;
        for (int i = 0; i < vector.size(); i++) {
            largest = Math.max(largest, vector.weight(i));
        }
        // As a whole, so that the order of the rows stays.
        float scale = largest > LARGEST_QUERY_WEIGHT ? LARGEST_QUERY_WEIGHT / largest : 1;
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        for (int i = 0; i < vector.size(); i++) {
            float weight = Math.min(vector.weight(i) * scale, LARGEST_QUERY_WEIGHT);
            if (weight > 0 && vector.term(i) < names.length) {
                String name = names[vector.term(i)];
                builder.add(
                        FeatureField.newLinearQuery(FIELD, name, weight),
                        BooleanClause.Occur.SHOULD);
            }
        }
        return builder.build();
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

    private final class Mode implements Way {
        private final LuceneMode mode;

        Mode(LuceneMode mode) {
            this.mode = mode;
        }

        @Override
        public String library() {
            return mode.label();
        }

        @Override
        public String algorithm() {
            return mode.algorithm();
        }

        @Override
        public int[] search(SparseVector vector, int k) throws IOException {
            ScoreDoc[] docs =
                    searcher.search(
                                    query(vector),
                                    new TopScoreDocCollectorManager(k, mode.hitsToCount()))
                            .scoreDocs;
            int[] found = new int[docs.length];
            for (int i = 0; i < found.length; i++) {
                found[i] = docs[i].doc;
            }
            return found;
        }
    }
}
