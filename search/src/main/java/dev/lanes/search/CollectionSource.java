package dev.lanes.search;

import dev.lanes.hnsw.Budget;
import dev.lanes.hnsw.EfSearch;
import dev.lanes.hnsw.Effort;
import dev.lanes.hnsw.Grouping;
import dev.lanes.hnsw.HnswIndex;
import dev.lanes.hnsw.RowFilter;
import dev.lanes.hnsw.SearchSettings;
import dev.lanes.inference.CrossEncoder;
import dev.lanes.inference.SparseQueries;
import dev.lanes.search.engine.Candidate;
import dev.lanes.search.engine.DenseSearch;
import dev.lanes.search.engine.Found;
import dev.lanes.search.engine.LexicalSearch;
import dev.lanes.search.engine.Passage;
import dev.lanes.search.engine.Source;
import dev.lanes.search.engine.SparseSearch;
import dev.lanes.search.index.Hits;
import dev.lanes.search.index.SparseFieldIndex;
import dev.lanes.search.retrieval.DenseEffort;
import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.SparseMode;
import dev.lanes.search.store.StoredPassage;
import dev.lanes.sparse.SparseSearchSettings;
import dev.lanes.sparse.text.TextQuery;
import dev.lanes.sparse.text.TextSearchSettings;
import dev.lanes.vector.Hit;
import dev.lanes.vector.IdSet;
import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// A collection as retrievers see it, for one search.
final class CollectionSource implements Source {
    private static final Effort USUAL = EfSearch.of(100);

    /// Rows that are not linked yet are compared one by one: so many passages of a document may be
    /// among the best before there could be too few documents.
    private static final int PASSAGES = 16;

    private final CollectionState state;
    private final OpenModels models;
    private final LongAdder encoding = new LongAdder();

    CollectionSource(CollectionState state, OpenModels models) {
        this.state = state;
        this.models = models;
    }

    /// What encoding queries took.
    long encodingNanos() {
        return encoding.sum();
    }

    @Override
    public Found dense(String name, float[] query, DenseSearch search) {
        Field field = field(name);
        FieldState.Dense kept = dense(field);
        if (query.length != kept.dimension()) {
            throw new IllegalArgumentException(
                    "a vector for the field \"%s\" must have %d numbers but had %d"
                            .formatted(name, kept.dimension(), query.length));
        }
        boolean chunked = isChunked(field);
        LongPredicate passes =
                search.rows()
                        .<LongPredicate>map(rows -> number -> rows.contains(document(number)))
                        .orElse(_ -> true);
        int wanted = chunked ? search.k() * PASSAGES : search.k();
        Hits hits =
                state.indexes()
                        .dense(kept)
                        .search(
                                query,
                                wanted,
                                passes,
                                graph ->
                                        search.effort() instanceof DenseEffort.Exact
                                                ? exact(graph, query, search, passes)
                                                : walk(graph, query, search, kept, chunked));
        return found(hits, search.k(), field);
    }

    private Hits walk(
            HnswIndex graph,
            float[] query,
            DenseSearch search,
            FieldState.Dense kept,
            boolean chunked) {
        SearchSettings settings = SearchSettings.of(search.k(), effort(search.effort()));
        if (search.rows().isPresent()) {
            settings =
                    settings.withFilter(
                            state.rowSets()
                                    .filter(
                                            search.rows().get(),
                                            kept.table().number(),
                                            rows -> rowFilter(rows, chunked)));
        }
        if (chunked) {
            settings = settings.withGrouping(Grouping.by(this::document));
        }
        if (search.time().isPresent()) {
            settings = settings.withBudget(Budget.ofTime(search.time().get()));
        }
        var result = graph.search(query, settings);
        return new Hits(result.hits(), result.explanation().reason(), result.isPartial());
    }

    private static Effort effort(DenseEffort effort) {
        return effort instanceof DenseEffort.Graph graph ? graph.effort() : USUAL;
    }

    private RowFilter rowFilter(IdSet rows, boolean chunked) {
        return chunked
                ? RowFilter.matching(number -> rows.contains(document(number)))
                : RowFilter.of(rows);
    }

    /// Compares with every row, and looks further until enough of them pass.
    private Hits exact(HnswIndex graph, float[] query, DenseSearch search, LongPredicate passes) {
        int size = graph.size();
        long some = search.k();
        while (true) {
            int asked = Math.clamp(some, 1, Math.max(1, size));
            List<Hit> passing =
                    Hits.firstOfEach(
                            graph.searchExact(query, asked).stream()
                                    .filter(hit -> passes.test(hit.id()))
                                    .toList(),
                            this::document);
            if (passing.size() >= search.k() || asked >= size) {
                return new Hits(passing, "compared with every row", false);
            }
            some *= 4;
        }
    }

    private long document(long number) {
        return state.catalog().numbers().document(number);
    }

    private Found found(Hits hits, int k, Field field) {
        boolean chunked = isChunked(field);
        List<Candidate> candidates =
                Hits.firstOfEach(hits.hits(), this::document).stream()
                        .limit(k)
                        .map(hit -> candidate(hit, field, chunked))
                        .sorted(Candidate.ORDER)
                        .toList();
        return new Found(candidates, Optional.of(hits.reason()), hits.partial());
    }

    private Candidate candidate(Hit hit, Field field, boolean chunked) {
        Optional<Passage> passage =
                chunked ? Optional.of(new Passage(field.name(), hit.id())) : Optional.empty();
        return new Candidate(document(hit.id()), hit.score(), passage);
    }

    @Override
    public Found sparse(String name, SparseVector query, SparseSearch search) {
        Field field = field(name);
        if (!(kept(field) instanceof FieldState.Sparse kept)) {
            throw wrongField(field, "sparse rows");
        }
        SparseFieldIndex index = state.indexes().sparse(kept);
        SparseSearchSettings settings = SparseSearchSettings.of(search.k());
        if (search.twoPhase().isPresent()) {
            settings = settings.withTwoPhase(search.twoPhase().get());
        }
        if (search.rows().isPresent()) {
            settings =
                    settings.withFilter(
                            isChunked(field)
                                    ? state.rowSets()
                                            .passages(
                                                    search.rows().get(),
                                                    kept.table().number(),
                                                    rows -> passages(index, rows))
                                    : search.rows().get());
        }
        while (true) {
            var result = index.search(query, settings);
            var hits = new Hits(result.hits(), result.explanation().toString(), false);
            Found found = found(hits, search.k(), field);
            if (found.candidates().size() == search.k() || result.hits().size() < settings.k()) {
                return found;
            }
            settings = settings.withK(settings.k() * 4);
        }
    }

    private IdSet passages(SparseFieldIndex index, IdSet rows) {
        return IdSet.of(
                Arrays.stream(index.numbers()).filter(number -> rows.contains(document(number))));
    }

    @Override
    public Found lexical(TextQuery query, LexicalSearch search) {
        TextSearchSettings settings = TextSearchSettings.of(search.k());
        if (search.rows().isPresent()) {
            settings = settings.withFilter(search.rows().get());
        }
        List<Hit> hits =
                state.indexes()
                        .words()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "there must be a text field to look for words in but there is none"))
                        .search(query, settings);
        return new Found(
                hits.stream().map(hit -> Candidate.of(hit.id(), hit.score())).toList(),
                Optional.empty(),
                false);
    }

    @Override
    public IdSet rows(Filter filter) {
        return state.rows(filter);
    }

    @Override
    public Optional<float[]> vector(String name, Candidate candidate) {
        FieldState.Dense kept = dense(field(name));
        return reading(() ->
                state.database()
                        .reading(reading -> reading.passage(kept.table(), number(name, candidate)))
                        .map(StoredPassage::row)
                        .map(row -> bytes(row, kept.dimension())));
    }

    private static float[] bytes(byte[] row, int dimension) {
        try {
            return RowBytes.dense(row, dimension);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(String field, Candidate candidate) {
        return candidate
                .passage()
                .filter(passage -> passage.field().equals(field))
                .map(Passage::number)
                .orElse(candidate.row());
    }

    @Override
    public Optional<String> text(String name, Candidate candidate) {
        Field field = field(name);
        Optional<Document> document = reading(() -> state.document(candidate.row()));
        Optional<String> whole = document.flatMap(found -> state.text(field, found));
        if (candidate.passage().isEmpty()
                || !candidate.passage().get().field().equals(name)
                || whole.isEmpty()) {
            return whole;
        }
        return passageText(field, candidate.passage().get(), whole.get());
    }

    /// The text of a passage.
    ///
    /// @param whole the text that it is a part of
    Optional<String> passageText(Field field, Passage passage, String whole) {
        return reading(() ->
                state.database()
                        .reading(reading -> reading.passage(kept(field).table(), passage.number()))
                        .map(stored ->
                                whole.substring(
                                        Math.min(stored.start(), whole.length()),
                                        Math.min(stored.end(), whole.length()))));
    }

    @Override
    public Optional<String> keyword(String name, long row) {
        Field field = field(name);
        if (!(field instanceof Field.Value value)) {
            throw wrongField(field, "keywords");
        }
        return reading(() -> state.document(row))
                .flatMap(document ->
                        new DocumentFields(document, "document " + row)
                                .values(value).stream().map(Object::toString).findFirst());
    }

    @Override
    public float[] denseQuery(String name, String text) {
        Field.Semantic field = semantic(name);
        FieldState.Dense kept = dense(field);
        return timed(() -> models.dense(field, kept).encodeQuery(text));
    }

    @Override
    public SparseVector sparseQuery(String name, String text, SparseMode mode) {
        Field.Semantic field = semantic(name);
        if (!(kept(field) instanceof FieldState.Sparse)) {
            throw wrongField(field, "sparse rows");
        }
        return switch (mode) {
            case USUAL -> timed(() -> models.sparse(field, kept(field)).encodeQuery(text));
            case SYMMETRIC -> {
                if (!models.sparse(field, kept(field)).model().files().tokenWeights().isEmpty()) {
                    throw new IllegalArgumentException(
                            "the model of the field \"%s\" must encode queries by its network but has a table of token weights for them"
                                    .formatted(name));
                }
                yield timed(() -> models.sparse(field, kept(field)).encodeQuery(text));
            }
            case DOC_ONLY -> timed(() -> docOnly(field, text));
        };
    }

    private SparseVector docOnly(Field.Semantic field, String text) {
        Optional<SparseQueries> queries = models.queries(field.model());
        if (queries.isPresent()) {
            return queries.get().encode(text);
        }
        var encoder = models.sparse(field, kept(field));
        if (encoder.model().files().tokenWeights().isEmpty()) {
            throw new IllegalArgumentException(
                    "the model of the field \"%s\" must have a table of token weights for doc-only queries but has none"
                            .formatted(field.name()));
        }
        return encoder.encodeQuery(text);
    }

    private <T> T timed(Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            encoding.add(System.nanoTime() - start);
        }
    }

    @Override
    public Set<String> textFields() {
        return state.catalog().schema().fields(Field.Text.class).stream()
                .map(Field.Text::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public CrossEncoder crossEncoder(String model) {
        return models.cross(model);
    }

    private Field field(String name) {
        try {
            return state.catalog().schema().field(name);
        } catch (NoSuchElementException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private FieldState kept(Field field) {
        FieldState kept = state.catalog().state(field);
        if (kept == null) {
            throw wrongField(field, "rows");
        }
        return kept;
    }

    private FieldState.Dense dense(Field field) {
        if (kept(field) instanceof FieldState.Dense kept) {
            return kept;
        }
        throw wrongField(field, "dense rows");
    }

    private Field.Semantic semantic(String name) {
        Field field = field(name);
        if (field instanceof Field.Semantic semantic) {
            return semantic;
        }
        throw wrongField(field, "a model that encodes texts");
    }

    private static IllegalArgumentException wrongField(Field field, String wanted) {
        return new IllegalArgumentException(
                "the field \"%s\" must have %s but is %s".formatted(field.name(), wanted, field));
    }

    private static boolean isChunked(Field field) {
        return field instanceof Field.Semantic semantic && semantic.chunking().isPresent();
    }

    @FunctionalInterface
    private interface Read<T> {
        T get() throws IOException;
    }

    private <T> T reading(Read<T> read) {
        try {
            return read.get();
        } catch (IOException e) {
            throw state.failure(e);
        }
    }
}
