package dev.lanes.search;

import dev.lanes.inference.EncodingProgress;
import dev.lanes.search.index.DenseIndex;
import dev.lanes.search.store.Database;
import dev.lanes.search.store.FieldTable;
import dev.lanes.search.store.Flushing;
import dev.lanes.search.store.StoredDocument;
import dev.lanes.search.store.Writing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// Writes the files of a collection into an empty directory: stores all documents, encodes them,
/// links their rows.
final class BulkBuild {
    /// Enough texts for the encoder to sort into batches of like length, and little memory.
    private static final int BATCH = 512;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path directory;
    private final OpenModels models;
    private final IndexingProgress progress;
    private long tokens;

    BulkBuild(Path directory, OpenModels models, IndexingProgress progress) {
        this.directory = directory;
        this.models = models;
        this.progress = progress;
    }

    /// @param schemaFor the schema, given the first document
    void run(Iterable<Document> documents, Function<Optional<Document>, Schema> schemaFor)
            throws IOException {
        Iterator<Document> iterator = documents.iterator();
        Optional<Document> first =
                iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
        Catalog catalog = Catalog.of(schemaFor.apply(first), models);
        Path file = directory.resolve(DocumentCollection.DATABASE);
        try (Database database = Database.create(file, Flushing.TO_SYSTEM)) {
            prepare(database, catalog);
            long count = store(database, catalog, first, iterator);
            encode(database, catalog, count);
            try (CollectionState state =
                    new CollectionState(directory, database, catalog, IndexFiles.Damage.REBUILD)) {
                awaitLinked(state, count);
                new Snapshots(state).save();
            }
        }
    }

    private static void prepare(Database database, Catalog catalog) throws IOException {
        try (Writing writing = database.write()) {
            writing.settings(catalog.toJson());
            for (FieldState state : catalog.states().values()) {
                writing.create(state.table());
            }
            writing.commit();
        }
    }

    private long store(
            Database database, Catalog catalog, Optional<Document> first, Iterator<Document> rest)
            throws IOException {
        long count = 0;
        List<Document> batch = new ArrayList<>(first.stream().toList());
        while (rest.hasNext() || !batch.isEmpty()) {
            while (batch.size() < BATCH && rest.hasNext()) {
                batch.add(rest.next());
            }
            store(database, catalog, batch, count);
            count += batch.size();
            batch.clear();
        }
        return count;
    }

    private void store(Database database, Catalog catalog, List<Document> batch, long before)
            throws IOException {
        Preparation preparation = new Preparation(catalog, models);
        try (Writing writing = database.write()) {
            CollectionWriter writer = new CollectionWriter(catalog, writing);
            long number = before;
            for (Document document : batch) {
                String place = document.place(number++);
                Prepared checked =
                        preparation.check(new Preparation.Given(document, Optional.empty(), place));
                writer.put(checked, CollectionWriter.Taken.REFUSED, place);
                progress.read(number);
            }
            writer.commit();
        } catch (CollectionWriter.OutdatedException e) {
            throw new IllegalStateException("nobody else writes here", e);
        }
    }

    private void encode(Database database, Catalog catalog, long total) throws IOException {
        if (catalog.schema().fields(Field.Semantic.class).isEmpty()) {
            return;
        }
        long done = 0;
        long from = 0;
        while (done < total) {
            long row = from;
            List<StoredDocument> batch = database.reading(reading -> reading.documents(row, BATCH));
            try (Writing writing = database.write()) {
                for (Field.Semantic field : catalog.schema().fields(Field.Semantic.class)) {
                    encode(field, catalog, batch, writing, done, total);
                }
                writing.commit();
            }
            done += batch.size();
            from = batch.getLast().row() + 1;
        }
    }

    private void encode(
            Field.Semantic field,
            Catalog catalog,
            List<StoredDocument> batch,
            Writing writing,
            long done,
            long total)
            throws IOException {
        FieldState state = catalog.state(field);
        FieldTexts texts = new FieldTexts(field, models, state);
        List<Prepared> prepared = new ArrayList<>();
        for (StoredDocument stored : batch) {
            Document document = Document.stored(stored.json());
            Prepared holder = new Prepared(document, Optional.empty(), List.of());
            prepared.add(holder);
            boolean brought = writing.reading().passage(state.table(), stored.row()).isPresent();
            Optional<String> text =
                    new DocumentFields(document, "document " + stored.row()).text(field.source());
            if (!brought && text.isPresent()) {
                texts.add(text.get(), holder);
            }
        }
        texts.encode(progress(done, total));
        for (int i = 0; i < batch.size(); i++) {
            write(state.table(), batch.get(i), prepared.get(i), writing);
        }
    }

    private static void write(
            FieldTable table, StoredDocument stored, Prepared prepared, Writing writing)
            throws IOException {
        List<Prepared.Part> parts = prepared.parts().getOrDefault(table, List.of());
        CollectionWriter.write(table, stored.row(), parts, writing);
        if (parts.size() > 1) {
            // Another field may have more of them.
            writing.atLeastParts(stored.row(), parts.size());
        }
    }

    private EncodingProgress progress(long done, long total) {
        long[] encoded = {done};
        return (batchTexts, batchTokens) -> {
            encoded[0] = Math.min(total, encoded[0] + batchTexts);
            tokens += batchTokens;
            progress.encoded(encoded[0], total, tokens);
        };
    }

    private void awaitLinked(CollectionState state, long total) throws IOException {
        for (FieldState kept : state.catalog().states().values()) {
            if (kept instanceof FieldState.Dense dense) {
                DenseIndex index = state.indexes().dense(dense);
                while (index.unlinked() > 0 && !index.hasFailed()) {
                    progress.linked(Math.max(0, total - index.unlinked()), total);
                    LockSupport.parkNanos(LOOK_NANOS);
                }
                index.awaitLinked(Long.MAX_VALUE);
                progress.linked(total, total);
            }
        }
    }
}
