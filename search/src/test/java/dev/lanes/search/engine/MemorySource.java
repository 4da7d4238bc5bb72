package dev.lanes.search.engine;

import dev.lanes.inference.CrossEncoder;
import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.ModelDescriptor;
import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.SparseMode;
import dev.lanes.sparse.text.TextQuery;
import dev.lanes.vector.IdSet;
import dev.lanes.vector.SparseVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// Documents in a map, searched exhaustively. Counts its calls, and may do something at each.
final class MemorySource implements Source {
    final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    final Map<Long, MemoryDocument> documents = new TreeMap<>();
    private final Consumer<String> atCall;

    MemorySource(Consumer<String> atCall) {
        this.atCall = atCall;
    }

    static MemorySource random(int count, Random random, Consumer<String> atCall) {
        var source = new MemorySource(atCall);
        for (long row = 0; row < count; row++) {
            source.documents.put(3 * row, MemoryDocument.random(3 * row, random));
        }
        return source;
    }

    /// The same with fewer documents.
    MemorySource only(Predicate<MemoryDocument> kept) {
        var fewer = new MemorySource(atCall);
        documents.values().stream()
                .filter(kept)
                .forEach(document -> fewer.documents.put(document.row(), document));
        return fewer;
    }

    private void called(String name) {
        calls.add(name);
        atCall.accept(name);
    }

    private Found best(
            int k, Optional<IdSet> rows, Function<MemoryDocument, Optional<Float>> score) {
        var candidates = new ArrayList<Candidate>();
        for (var document : documents.values()) {
            if (rows.isEmpty() || rows.get().contains(document.row())) {
                score.apply(document)
                        .ifPresent(s -> candidates.add(Candidate.of(document.row(), s)));
            }
        }
        candidates.sort(Candidate.ORDER);
        return new Found(
                candidates.subList(0, Math.min(k, candidates.size())),
                Optional.of("exhaustively"),
                false);
    }

    private static Optional<Float> positive(float score) {
        return Optional.of(score).filter(s -> s > 0);
    }

    @Override
    public Found dense(String field, float[] query, DenseSearch search) {
        called("dense");
        return best(
                search.k(),
                search.rows(),
                document ->
                        document.vector()
                                .map(vector -> {
                                    float sum = 0;
                                    for (int i = 0; i < query.length; i++) {
                                        sum += query[i] * vector[i];
                                    }
                                    return sum;
                                }));
    }

    @Override
    public Found sparse(String field, SparseVector query, SparseSearch search) {
        called("sparse");
        return best(search.k(), search.rows(), document -> positive(query.dot(document.terms())));
    }

    @Override
    public Found lexical(TextQuery query, LexicalSearch search) {
        called("lexical");
        return best(
                search.k(),
                search.rows(),
                document ->
                        positive(
                                MemoryWords.score(
                                        query,
                                        Map.of(
                                                "title", document.title(),
                                                "body", document.body()))));
    }

    @Override
    public IdSet rows(Filter filter) {
        called("rows");
        return IdSet.of(
                documents.values().stream()
                        .filter(document -> document.passes(filter))
                        .mapToLong(MemoryDocument::row));
    }

    @Override
    public Optional<float[]> vector(String field, Candidate candidate) {
        called("vector");
        return documents.get(candidate.row()).vector();
    }

    @Override
    public Optional<String> text(String field, Candidate candidate) {
        called("text");
        var document = documents.get(candidate.row());
        return Optional.of(field.equals("title") ? document.title() : document.body());
    }

    @Override
    public Optional<String> keyword(String field, long row) {
        called("keyword");
        return documents.get(row).kind();
    }

    @Override
    public float[] denseQuery(String field, String text) {
        called("denseQuery");
        var random = new Random(text.hashCode());
        return new float[] {random.nextInt(-2, 3), random.nextInt(-2, 3), random.nextInt(-2, 3), 1};
    }

    @Override
    public SparseVector sparseQuery(String field, String text, SparseMode mode) {
        called("sparseQuery");
        int[] terms =
                new Random(text.hashCode() + mode.name().hashCode())
                        .ints(4, 0, 20)
                        .distinct()
                        .sorted()
                        .toArray();
        float[] weights = new float[terms.length];
        Arrays.fill(weights, 1);
        return SparseVector.of(terms, weights);
    }

    @Override
    public Set<String> textFields() {
        return Set.of("title", "body");
    }

    @Override
    public CrossEncoder crossEncoder(String model) {
        return new CrossEncoder() {
            @Override
            public ModelDescriptor model() {
                throw new UnsupportedOperationException();
            }

            @Override
            public float[] scores(String query, List<String> passages, EncodingProgress progress) {
                var scores = new float[passages.size()];
                for (int i = 0; i < scores.length; i++) {
                    called("score");
                    var words = new ArrayList<>(List.of(passages.get(i).split(" ", -1)));
                    words.retainAll(List.of(query.split(" ", -1)));
                    scores[i] = words.size() / 4f;
                    progress.encoded(1, words.size());
                }
                return scores;
            }

            @Override
            public void close() {}
        };
    }
}
