package dev.lanes.search;

import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.Retriever;
import dev.lanes.search.store.DamagedDatabaseException;
import dev.lanes.search.store.Database;
import dev.lanes.search.store.StoredDocument;
import dev.lanes.vector.IdSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Documents in a directory that can be changed and asked questions.
///
/// The directory holds `lanes.db`, a SQLite database that is the truth: documents, encoded rows,
/// values and the schema; and files of the indexes, which lead to changes since they were written
/// in the database. A file that is missing or damaged is made again from the database, and the log
/// says so. A damaged database is a [DamagedCollectionException].
///
/// A change that has returned is durable as [CollectionSettings.Durability] says, and found by
/// every search that begins afterwards, also in other processes. One process at a time may change a
/// collection; any number may read it.
///
/// Thread-safe: changes take turns, searches wait for nobody. Using a closed collection is an
/// [IllegalStateException].
public final class DocumentCollection implements AutoCloseable {
    static final String DATABASE = "lanes.db";

    private final CollectionState state;
    private final OpenModels models;
    private final Optional<CollectionLock> lock;
    private final Searching searching;
    private volatile boolean closed;

    private DocumentCollection(
            CollectionState state,
            OpenModels models,
            Optional<CollectionLock> lock,
            CollectionSettings settings) {
        this.state = state;
        this.models = models;
        this.lock = lock;
        this.searching = new Searching(state, models, settings.executor());
    }

    /// Begins a new collection whose texts one model encodes, to be made of many documents at once.
    ///
    /// @param model as [Encoders] finds it
    public static CollectionBuilder builder(String model) {
        return new CollectionBuilder(model);
    }

    /// Begins a new collection, to be made of many documents at once.
    public static CollectionBuilder builder(Schema schema) {
        return new CollectionBuilder(schema);
    }

    /// Whether there is a collection at a place; it may be damaged.
    public static boolean exists(Path directory) {
        return Files.isRegularFile(directory.resolve(DATABASE));
    }

    /// Makes a collection without documents, in one step, and opens it.
    ///
    /// @param directory where it is to be; nothing may be there, and its parent must exist
    /// @throws FileAlreadyExistsException when something is there
    /// @throws IOException when it cannot be written
    public static DocumentCollection create(Path directory, Schema schema) throws IOException {
        return create(directory, schema, CollectionSettings.of());
    }

    /// The same, opened in another way.
    public static DocumentCollection create(
            Path directory, Schema schema, CollectionSettings settings) throws IOException {
        return builder(schema).settings(settings).create(directory, List.of());
    }

    /// Opens a collection to change it.
    ///
    /// @throws NoSuchFileException when there is no collection at that place
    /// @throws CollectionInUseException when somebody else has it open to change it
    /// @throws DamagedCollectionException when its database is damaged
    /// @throws ModelMismatchException when an encoder was given that has changed since
    /// @throws IOException when it cannot be read or written
    public static DocumentCollection open(Path directory) throws IOException {
        return open(directory, CollectionSettings.of());
    }

    /// The same, in another way.
    public static DocumentCollection open(Path directory, CollectionSettings settings)
            throws IOException {
        requireThere(directory);
        try (Opening opening = new Opening()) {
            CollectionLock lock = opening.add(CollectionLock.take(directory));
            Database database =
                    opening.add(
                            Database.openToWrite(
                                    directory.resolve(DATABASE), settings.durability().flushing()));
            Catalog catalog = catalog(database);
            CollectionState state =
                    opening.add(
                            new CollectionState(
                                    directory, database, catalog, IndexFiles.Damage.REBUILD));
            state.files().deleteOthers(database.reading(reading -> reading.snapshots()));
            return opened(opening, state, Optional.of(lock), settings);
        } catch (DamagedDatabaseException e) {
            throw new DamagedCollectionException(directory, e);
        }
    }

    /// Opens a collection to read it, while another process, or this one, may change it.
    ///
    /// @throws NoSuchFileException when there is no collection at that place
    /// @throws DamagedCollectionException when its database is damaged
    /// @throws ModelMismatchException when an encoder was given that has changed since
    /// @throws IOException when it cannot be read
    public static DocumentCollection openToRead(Path directory) throws IOException {
        return openToRead(directory, CollectionSettings.of());
    }

    /// The same, in another way.
    public static DocumentCollection openToRead(Path directory, CollectionSettings settings)
            throws IOException {
        requireThere(directory);
        try {
            return openToRead(directory, settings, IndexFiles.Damage.REPORT);
        } catch (IndexFiles.UnusableFileException e) {
            // Whoever may write makes it again, once and for all.
            try {
                open(directory, settings).close();
            } catch (IOException | UncheckedIOException writing) {
                System.getLogger(DocumentCollection.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "the rebuilt index cannot be saved and will be rebuilt again next time: {0}",
                                writing.getMessage());
            }
            return openToRead(directory, settings, IndexFiles.Damage.REBUILD);
        }
    }

    private static DocumentCollection openToRead(
            Path directory, CollectionSettings settings, IndexFiles.Damage damage)
            throws IOException {
        try (Opening opening = new Opening()) {
            Database database = opening.add(Database.openToRead(directory.resolve(DATABASE)));
            Catalog catalog = catalog(database);
            CollectionState state =
                    opening.add(new CollectionState(directory, database, catalog, damage));
            return opened(opening, state, Optional.empty(), settings);
        } catch (DamagedDatabaseException e) {
            throw new DamagedCollectionException(directory, e);
        }
    }

    private static Catalog catalog(Database database) throws IOException {
        return Catalog.parse(database.reading(reading -> reading.settings()));
    }

    private static void requireThere(Path directory) throws NoSuchFileException {
        if (!exists(directory)) {
            throw new NoSuchFileException(
                    directory.toString(), null, "there is no Lanes collection at that place");
        }
    }

    private static DocumentCollection opened(
            Opening opening,
            CollectionState state,
            Optional<CollectionLock> lock,
            CollectionSettings settings) {
        OpenModels models = new OpenModels(settings.encoders());
        models.requireSame(state.catalog());
        opening.succeeded();
        return new DocumentCollection(state, models, lock, settings);
    }

    /// Adds a document, or puts it in the place of the one that has its id.
    ///
    /// @throws InvalidDocumentException when it is not as the schema wants it
    /// @throws IOException when it cannot be written; nothing has changed then
    public void put(Document document) throws IOException {
        putAll(List.of(document));
    }

    /// Adds documents, or puts them in the places of those that have their ids: all or none. Of
    /// several with one id the last counts. Texts that a document had before are not encoded again.
    /// Everything is in memory meanwhile; [#putAll(Iterator)] takes more.
    ///
    /// @throws InvalidDocumentException when one is not as the schema wants it
    /// @throws IOException when they cannot be written; nothing has changed then
    public void putAll(List<Document> documents) throws IOException {
        changes().put(documents);
    }

    /// Adds the documents of a stream, or puts them in the places of those that have their ids: all
    /// or none. A batch of them is in memory at a time. Others may write until the end, when one
    /// transaction writes everything; of several with one id the last counts.
    ///
    /// Until then what was prepared is in a file of the collection's directory. When the stream is
    /// interrupted the file stays, and the next stream does not encode the documents again with
    /// which it begins as the interrupted one did, to the letter and the line. A stream that begins
    /// with others makes the file anew.
    ///
    /// @throws InvalidDocumentException when one is not as the schema wants it
    /// @throws IllegalStateException when another stream is being written this way
    /// @throws IOException when they cannot be written; nothing has changed then
    public WriteCounts putAll(Iterator<Document> documents) throws IOException {
        requireToChange();
        return new StreamWriter(state, models).all(documents);
    }

    /// Adds the documents of a stream, or puts them in the places of those that have their ids,
    /// batch by batch: those before an exception are there and found. Documents that are there to
    /// the letter are passed over, so that an interrupted stream can be written again; where
    /// documents are counted, nothing says that they are there.
    ///
    /// @param failures takes each document that is not as the schema wants it, on this thread; the
    ///   others go on
    /// @throws IOException when they cannot be written; the batches before are there
    public WriteCounts putEach(Iterator<Document> documents, Consumer<DocumentFailure> failures)
            throws IOException {
        requireToChange();
        Objects.requireNonNull(failures, "failures");
        return new StreamWriter(state, models).each(documents, failures);
    }

    /// What [#put] would make of a document. Nothing is written or encoded; where texts are cut
    /// into passages the model is opened, to count tokens.
    public DocumentPreview preview(Document document) throws IOException {
        requireOpen();
        return new Previewing(state, models).of(document);
    }

    /// Changes some values of a document. Texts that stay are not encoded again.
    ///
    /// @param values by name, as in [Document#with]
    /// @return whether there was a document with this id
    /// @throws InvalidDocumentException when it is then not as the schema wants it
    /// @throws IOException when it cannot be written; nothing has changed then
    public boolean update(String id, Map<String, ?> values) throws IOException {
        return changes().update(id, values);
    }

    /// Deletes a document.
    ///
    /// @return whether there was one with this id
    /// @throws IOException when that cannot be written; nothing has changed then
    public boolean delete(String id) throws IOException {
        return changes().delete(reading -> reading.document(id).map(List::of).orElseGet(List::of))
                > 0;
    }

    /// Deletes the documents that a filter lets pass: all of them or, when that fails, none.
    ///
    /// @return how many there were
    /// @throws IOException when that cannot be written; nothing has changed then
    public long deleteWhere(Filter filter) throws IOException {
        return changes()
                .delete(reading -> {
                    IdSet rows = new FilterRows(state.catalog(), reading).of(filter);
                    List<StoredDocument> found = new ArrayList<>();
                    reading.documents(
                            0,
                            stored -> {
                                if (rows.contains(stored.row())) {
                                    found.add(stored);
                                }
                            });
                    return found;
                });
    }

    private Changes changes() {
        requireToChange();
        return new Changes(state, models);
    }

    private void requireToChange() {
        requireOpen();
        if (lock.isEmpty()) {
            throw new IllegalStateException(
                    "the collection %s must be open for changes but was opened to read"
                            .formatted(state.directory()));
        }
    }

    /// A document by its id.
    ///
    /// @return empty when there is none
    public Optional<Document> get(String id) throws IOException {
        requireOpen();
        Objects.requireNonNull(id, "id");
        return read(reading -> reading.document(id)).map(stored -> Document.stored(stored.json()));
    }

    /// How many documents there are.
    public long size() throws IOException {
        requireOpen();
        return read(reading -> reading.counters()).documents();
    }

    /// How many documents a filter lets pass.
    public long count(Filter filter) throws IOException {
        requireOpen();
        return read(reading -> {
            IdSet rows = new FilterRows(state.catalog(), reading).of(filter);
            long[] count = {0};
            reading.rows(row -> count[0] += rows.contains(row) ? 1 : 0);
            return count[0];
        });
    }

    /// All documents of one moment, in the order in which they were written. Changes may go on
    /// meanwhile.
    ///
    /// @param sink takes each on this thread
    public void forEach(Consumer<Document> sink) throws IOException {
        requireOpen();
        read(reading ->
                reading.consistently(() -> {
                    reading.documents(0, stored -> sink.accept(Document.stored(stored.json())));
                    return true;
                }));
    }

    private <T> T read(Database.Use<T> use) throws IOException {
        try {
            return state.database().reading(use);
        } catch (DamagedDatabaseException e) {
            throw new DamagedCollectionException(state.directory(), e);
        }
    }

    /// The k best documents for a question, by the usual retriever.
    ///
    /// @param k how many are wanted, in 1..[SearchRequest#LIMIT]
    public SearchResult search(String text, int k) {
        return search(SearchRequest.of(text, k));
    }

    /// The k best documents by a retriever that has its own text or vector.
    ///
    /// @param k how many are wanted, in 1..[SearchRequest#LIMIT]
    public SearchResult search(Retriever retriever, int k) {
        return search(SearchRequest.of(retriever, k));
    }

    /// The best documents.
    ///
    /// @throws IllegalArgumentException when the retriever does not fit the schema
    /// @throws DamagedCollectionException when a document that was found is damaged
    /// @throws java.io.UncheckedIOException when it cannot be read
    public SearchResult search(SearchRequest request) {
        requireOpen();
        return searching.search(request);
    }

    /// How documents are found where a request does not say: by the first field that a model
    /// encodes, else by words in all text fields.
    ///
    /// @throws IllegalStateException when the schema has neither
    public Retriever usualRetriever() {
        return searching.usual();
    }

    /// Writes the indexes to files, so that the next opening finds everything in them. Closing does
    /// so too; after a kill, opening takes up what came later from the database.
    public void snapshot() throws IOException {
        changes().snapshot();
    }

    /// Gives back what replaced and deleted documents took, in memory and on disk. Other changes
    /// wait meanwhile.
    public void compact() throws IOException {
        changes().compact();
    }

    /// Checks everything: each byte of the database and of the files of indexes, and each against
    /// the other.
    ///
    /// @return what is wrong; empty when nothing is
    public List<String> verify() throws IOException {
        requireOpen();
        return new Verification(state).run();
    }

    /// Copies the collection as it is now, while changes go on.
    ///
    /// @param target a directory that is not there yet
    public void backup(Path target) throws IOException {
        requireOpen();
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString(), null, "it exists already");
        }
        new Backup(state).to(target);
    }

    /// What is made of documents.
    public Schema schema() {
        return state.catalog().schema();
    }

    /// Where it is.
    public Path directory() {
        return state.directory();
    }

    /// Bytes that its indexes take outside the Java heap, allocated or mapped.
    public long indexBytes() {
        requireOpen();
        return state.indexes().bytes();
    }

    /// How large it and its parts are now.
    ///
    /// @throws IOException when that cannot be read
    public CollectionStatistics statistics() throws IOException {
        requireOpen();
        return read(reading -> reading.consistently(() -> CollectionStatistics.of(state, reading)));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the collection " + state.directory() + " is closed");
        }
    }

    /// Writes what has changed in the indexes to files, and closes them and the models that it has
    /// opened. Closing twice is fine.
    ///
    /// @throws java.io.UncheckedIOException when files cannot be written or closed; no document is
    ///   lost then
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (models;
                AutoCloseable given =
                        () -> {
                            if (lock.isPresent()) {
                                lock.get().close();
                            }
                        };
                state) {
            Objects.requireNonNull(given);
            if (lock.isPresent()) {
                new Changes(state, models).snapshot();
            }
        } catch (IOException e) {
            throw state.failure(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot close " + state.directory(), e);
        }
    }
}
