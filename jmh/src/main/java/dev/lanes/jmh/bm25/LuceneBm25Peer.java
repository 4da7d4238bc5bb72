package dev.lanes.jmh.bm25;

import dev.lanes.jmh.bm25.Bm25Task.Bm25Settings;
import dev.lanes.jmh.peer.LuceneSegment;
import dev.lanes.vector.Hit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.util.Version;

/// Apache Lucene's BM25Similarity on given tokens, with term frequencies but no positions. It may
/// leave documents out from the first hit on. One segment.
final class LuceneBm25Peer implements Bm25Peer {
    private static final String FIELD = "text";

    private LuceneSegment segment;
    private IndexSearcher searcher;

    @Override
    public String library() {
        return "lucene";
    }

    @Override
    public String version() {
        return Version.LATEST.toString();
    }

    @Override
    public void build(List<List<String>> documents, Bm25Settings settings, IntConsumer progress)
            throws IOException {
        BM25Similarity similarity = new BM25Similarity(settings.k1(), settings.b());
        IndexSearcher.setMaxClauseCount(Integer.MAX_VALUE);
        GivenTokens tokens = new GivenTokens();
        List<Field> document = List.of(new Field(FIELD, tokens, type()));
        segment =
                LuceneSegment.write(
                        LuceneSegment.config().setSimilarity(similarity),
                        documents.size(),
                        row -> {
                            tokens.give(documents.get(row));
                            return document;
                        },
                        progress);
        searcher = new IndexSearcher(segment.reader());
        searcher.setSimilarity(similarity);
        searcher.setQueryCache(null);
    }

    private static FieldType type() {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }

    @Override
    public List<Hit> search(List<String> query, int k) throws IOException {
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        for (String token : query) {
            builder.add(new TermQuery(new Term(FIELD, token)), BooleanClause.Occur.SHOULD);
        }
        ScoreDoc[] docs =
                searcher.search(builder.build(), new TopScoreDocCollectorManager(k, 0)).scoreDocs;
        List<Hit> hits = new ArrayList<>(docs.length);
        for (ScoreDoc doc : docs) {
            hits.add(new Hit(doc.doc, doc.score));
        }
        return hits;
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

    /// Tokens that were split before.
    private static final class GivenTokens extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private Iterator<String> left = List.<String>of().iterator();

        void give(List<String> tokens) {
            left = tokens.iterator();
        }

        @Override
        public boolean incrementToken() {
            if (!left.hasNext()) {
                return false;
            }
            clearAttributes();
            term.setEmpty().append(left.next());
            return true;
        }
    }
}
