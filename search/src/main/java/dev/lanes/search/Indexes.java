package dev.lanes.search;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.hnsw.Row;
import dev.lanes.search.index.DenseIndex;
import dev.lanes.search.index.FieldIndex;
import dev.lanes.search.index.SparseFieldIndex;
import dev.lanes.search.index.WordIndex;
import dev.lanes.search.store.Counters;
import dev.lanes.search.store.Deletion;
import dev.lanes.search.store.FieldTable;
import dev.lanes.search.store.Reading;
import dev.lanes.search.store.StoredDocument;
import dev.lanes.sparse.text.TextField;
import dev.lanes.sparse.text.TextSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The indexes of a collection's fields, each with how far it has come. One thread at a time
/// changes them; many search.
final class Indexes implements AutoCloseable {
    /// So many rows are handed over at once.
    private static final int BATCH = 1024;

    private final Catalog catalog;

    /// By the numbers of their tables; the texts have the number [Catalog#TEXTS].
    private final Map<Integer, Kept> indexes = new LinkedHashMap<>();

    /// An index, and how far it has come.
    private static final class Kept {
        private final FieldIndex index;
        private Mark mark;

        /// How far its file has come, if it has one.
        private Optional<Mark> saved;

        private Kept(FieldIndex index, Optional<Mark> saved) {
            this.index = index;
            this.saved = saved;
            this.mark = saved.orElse(Mark.NOTHING);
        }
    }

    /// How far an index has come.
    ///
    /// @param nextRow all documents with smaller rows are in it
    /// @param deletions as many of the deletions are
    record Mark(long nextRow, long deletions) {
        static final Mark NOTHING = new Mark(0, 0);

        static Mark of(Counters counters) {
            return new Mark(counters.nextRow(), counters.deletions());
        }
    }

    Indexes(Catalog catalog) {
        this.catalog = catalog;
    }

    /// The tables that have indexes.
    static List<Integer> tables(Catalog catalog) {
        List<Integer> tables = new ArrayList<>();
        if (!catalog.schema().fields(Field.Text.class).isEmpty()) {
            tables.add(Catalog.TEXTS);
        }
        for (FieldState state : catalog.states().values()) {
            if (!(state instanceof FieldState.Values)) {
                tables.add(state.table().number());
            }
        }
        tables.sort(null);
        return tables;
    }

    /// Takes an index that is to be kept up to date, and closed.
    ///
    /// @param saved how far the file has come that it was opened from
    void add(int table, FieldIndex index, Optional<Mark> saved) {
        indexes.put(table, new Kept(index, saved));
    }

    /// How the graph of a dense field is built.
    static HnswSettings settings(Catalog catalog, Field field) {
        Graph graph =
                switch (field) {
                    case Field.Semantic semantic -> semantic.graph();
                    case Field.Dense dense -> dense.graph();
                    default -> throw new IllegalArgumentException("no dense field: " + field);
                };
        FieldState.Dense state = (FieldState.Dense) catalog.state(field);
        return HnswSettings.of(state.similarity())
                .withM(graph.m())
                .withEfConstruction(graph.efConstruction())
                .withSeed(catalog.seed());
    }

    /// How the texts are made into words and ranked.
    static TextSettings settings(Schema schema) {
        TextField[] fields =
                schema.fields(Field.Text.class).stream()
                        .map(field -> new TextField(field.name(), field.weight()))
                        .toArray(TextField[]::new);
        return TextSettings.of(fields[0].name())
                .withFields(fields)
                .withAnalyzer(schema.ranking().analyzer())
                .withBm25(schema.ranking().k1(), schema.ranking().b());
    }

    Optional<WordIndex> words() {
        return Optional.ofNullable(indexes.get(Catalog.TEXTS)).map(kept -> (WordIndex) kept.index);
    }

    DenseIndex dense(FieldState.Dense state) {
        return (DenseIndex) index(state.table().number());
    }

    SparseFieldIndex sparse(FieldState.Sparse state) {
        return (SparseFieldIndex) index(state.table().number());
    }

    FieldIndex index(int table) {
        return indexes.get(table).index;
    }

    Mark mark(int table) {
        return indexes.get(table).mark;
    }

    /// Whether there is a file with all that the index has.
    boolean isSaved(int table) {
        Kept kept = indexes.get(table);
        return kept.saved.equals(Optional.of(kept.mark));
    }

    /// Whether the file of the index lacks no more than changes that were none of this index's.
    boolean isUnchanged(int table) {
        Kept kept = indexes.get(table);
        return kept.saved.isPresent() && kept.index.isSaved();
    }

    /// Notes that there is a file now.
    void saved(int table, Mark mark) {
        indexes.get(table).saved = Optional.of(mark);
    }

    /// Whether some index needs deletions that the database does not list any more.
    boolean areTooOld(Counters counters) {
        return indexes.values().stream()
                .anyMatch(kept -> kept.mark.deletions() < counters.forgotten());
    }

    /// Takes up all changes since the last time.
    ///
    /// @param reading one state of the database
    /// @return the state that was taken up
    Counters catchUp(Reading reading) throws IOException {
        Counters counters = reading.counters();
        for (Map.Entry<Integer, Kept> entry : indexes.entrySet()) {
            Kept kept = entry.getValue();
            Mark now = Mark.of(counters);
            if (!kept.mark.equals(now)) {
                // A replaced document is there twice for a moment, rather than not at all.
                add(entry.getKey(), kept, reading);
                delete(kept, reading);
                kept.mark = now;
            }
        }
        return counters;
    }

    private void add(int table, Kept kept, Reading reading) throws IOException {
        long from = kept.mark.nextRow();
        switch (kept.index) {
            case WordIndex words -> reading.documents(from, document -> add(words, document));
            case DenseIndex dense -> add(dense, dense(table), from, reading);
            case SparseFieldIndex sparse ->
                    reading.passages(
                            FieldTable.ofRows(table),
                            from,
                            Long.MAX_VALUE,
                            passage ->
                                    sparse.add(passage.number(), RowBytes.sparse(passage.row())));
            default -> throw new IllegalStateException("unknown index: " + kept.index);
        }
    }

    private FieldState.Dense dense(int table) {
        return catalog.states().values().stream()
                .filter(state -> state.table().number() == table)
                .map(FieldState.Dense.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void add(DenseIndex index, FieldState.Dense state, long from, Reading reading)
            throws IOException {
        List<Row> batch = new ArrayList<>();
        reading.passages(
                state.table(),
                from,
                Long.MAX_VALUE,
                passage -> {
                    batch.add(
                            new Row(
                                    passage.number(),
                                    RowBytes.dense(passage.row(), state.dimension())));
                    if (batch.size() == BATCH) {
                        index.addAll(batch);
                        batch.clear();
                    }
                });
        index.addAll(batch);
    }

    private void add(WordIndex words, StoredDocument stored) throws IOException {
        DocumentFields fields =
                new DocumentFields(Document.stored(stored.json()), "document " + stored.row());
        Map<String, String> texts = new HashMap<>();
        for (Field.Text field : catalog.schema().fields(Field.Text.class)) {
            fields.text(field.source()).ifPresent(text -> texts.put(field.name(), text));
        }
        if (!texts.isEmpty()) {
            words.add(stored.row(), texts);
        }
    }

    private static void delete(Kept kept, Reading reading) throws IOException {
        List<Deletion> deletions = new ArrayList<>();
        reading.deletions(kept.mark.deletions(), deletions::add);
        int most = kept.index instanceof WordIndex ? 1 : Integer.MAX_VALUE;
        for (Deletion deletion : deletions) {
            for (int part = 0; part < Math.min(most, deletion.parts()); part++) {
                kept.index.delete(deletion.row() + part);
            }
        }
    }

    long bytes() {
        return indexes.values().stream().mapToLong(kept -> kept.index.bytes()).sum();
    }

    @Override
    public void close() {
        indexes.values().forEach(kept -> kept.index.close());
    }
}
