package dev.lanes.search;

import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.store.Counters;
import dev.lanes.search.store.DamagedDatabaseException;
import dev.lanes.search.store.Database;
import dev.lanes.search.store.StoredDocument;
import dev.lanes.vector.IdSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The files of an open collection, and the indexes as they are now. Thread-safe.
final class CollectionState implements AutoCloseable {
    private final Path directory;
    private final Database database;
    private final IndexFiles files;
    private final Catalog catalog;
    private final RowSets rowSets = new RowSets();

    /// Held by who takes up changes.
    private final ReentrantLock changing = new ReentrantLock();

    private volatile Indexes indexes;
    private Indexes retired;
    private volatile Counters counters;

    /// Why the indexes are behind the database.
    private volatile Throwable behind;

    /// @param damage what is done about files of indexes that cannot be used
    CollectionState(Path directory, Database database, Catalog catalog, IndexFiles.Damage damage)
            throws IOException {
        this.directory = directory;
        this.database = database;
        this.catalog = catalog;
        this.files = new IndexFiles(directory);
        this.indexes = files.open(catalog, database, damage);
        this.counters = database.reading(reading -> reading.counters());
    }

    Path directory() {
        return directory;
    }

    Database database() {
        return database;
    }

    Catalog catalog() {
        return catalog;
    }

    IndexFiles files() {
        return files;
    }

    Indexes indexes() {
        return indexes;
    }

    RowSets rowSets() {
        return rowSets;
    }

    /// How far the indexes have come.
    Counters counters() {
        return counters;
    }

    /// Who changes the collection, or takes up changes, has this lock.
    ReentrantLock changing() {
        return changing;
    }

    /// Takes up what was written. The caller has the lock.
    ///
    /// @throws IllegalStateException when that fails, which changes nothing in what was written
    void catchUp() {
        requireUpToDate();
        try {
            boolean tooOld =
                    database.reading(reading ->
                            reading.consistently(() -> {
                                if (indexes.areTooOld(reading.counters())) {
                                    return true;
                                }
                                counters = indexes.catchUp(reading);
                                return false;
                            }));
            if (tooOld) {
                reopen();
            }
        } catch (IOException | RuntimeException | Error e) {
            behind = e;
            throw behind(e);
        }
    }

    /// This process was away for so long that others have tidied up.
    private void reopen() throws IOException {
        if (retired != null) {
            retired.close();
        }
        // A search may just be about to look into these.
        retired = indexes;
        indexes = files.open(catalog, database, IndexFiles.Damage.REBUILD);
        counters = database.reading(reading -> reading.counters());
    }

    /// Takes up what others have written. Who writes here has done so before a change returns.
    void refresh() throws IOException {
        requireUpToDate();
        if (!database.changesElsewhere()
                || database.reading(reading -> reading.counters()).equals(counters)) {
            return;
        }
        changing.lock();
        try {
            catchUp();
        } finally {
            changing.unlock();
        }
    }

    private void requireUpToDate() {
        if (behind != null) {
            throw behind(behind);
        }
    }

    private IllegalStateException behind(Throwable cause) {
        return new IllegalStateException(
                "what was written to the collection %s is safe, but its indexes could not take it up; open it again"
                        .formatted(directory),
                cause);
    }

    /// The document of a row; empty when it is not there any more.
    Optional<Document> document(long row) throws IOException {
        return database.reading(reading -> reading.document(row))
                .map(StoredDocument::json)
                .map(Document::stored);
    }

    /// The text of a field in a document.
    Optional<String> text(Field field, Document document) {
        DocumentFields fields = new DocumentFields(document, "the document");
        return switch (field) {
            case Field.Text text -> fields.text(text.source());
            case Field.Semantic semantic -> fields.text(semantic.source());
            case Field.Value value -> text(document, value.name());
            case Field.Stored stored -> text(document, stored.name());
            case Field.Dense _, Field.Sparse _ -> Optional.empty();
        };
    }

    private static Optional<String> text(Document document, String name) {
        String text = String.join(", ", document.texts(name));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /// The rows of documents that a filter lets pass, and perhaps some that no document has.
    IdSet rows(Filter filter) {
        return rowSets.rows(
                filter,
                Indexes.Mark.of(counters),
                asked -> {
                    try {
                        return database.reading(
                                reading -> new FilterRows(catalog, reading).of(asked));
                    } catch (IOException e) {
                        throw failure(e);
                    }
                });
    }

    /// What becomes of a failure of the database.
    RuntimeException failure(IOException e) {
        return e instanceof DamagedDatabaseException
                ? new DamagedCollectionException(directory, e)
                : new UncheckedIOException(e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        if (retired != null) {
            retired.close();
        }
        indexes.close();
        database.close();
    }
}
