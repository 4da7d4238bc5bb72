package dev.lanes.search;

import dev.lanes.hnsw.HnswIndex;
import dev.lanes.inference.DenseEncoder;
import dev.lanes.search.store.DamagedDatabaseException;
import dev.lanes.search.store.DatabaseReader;
import dev.lanes.search.store.StoredDocument;
import dev.lanes.vector.Hit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Documents in a directory that can be asked questions.
///
/// The directory holds `lanes.db`, a SQLite database with the documents, their vectors and the
/// settings, and `vectors.hnsw`, the graph. Every document carries a checksum that is compared
/// whenever it is read, and the graph's file is verified when it is opened. A graph file that is
/// missing, damaged or made from other vectors is rebuilt from the database, which is logged; where
/// the directory cannot be written, the rebuilt graph stays in memory. A damaged database is a
/// [DamagedCollectionException].
///
/// Searches may come from many threads. The opener closes; using a closed collection is an
/// [IllegalStateException].
public final class DocumentCollection implements AutoCloseable {
    static final String DATABASE = "lanes.db";

    private final Path directory;
    private final DatabaseReader database;
    private final CollectionState state;
    private final OpenEncoder encoder;
    private final HnswIndex index;
    private volatile boolean closed;

    private DocumentCollection(
            Path directory,
            DatabaseReader database,
            CollectionState state,
            OpenEncoder encoder,
            HnswIndex index) {
        this.directory = directory;
        this.database = database;
        this.state = state;
        this.encoder = encoder;
        this.index = index;
    }

    /// Begins a new collection whose texts a model encodes.
    ///
    /// @param model one of [dev.lanes.inference.Models#known()]
    /// @throws dev.lanes.inference.UnknownModelException when there is none of that name
    public static CollectionBuilder builder(String model) {
        return new CollectionBuilder(model);
    }

    /// Whether there is a collection at a place; it may be damaged.
    public static boolean exists(Path directory) {
        return Files.isRegularFile(directory.resolve(DATABASE));
    }

    /// Opens a collection and its model.
    ///
    /// @throws NoSuchFileException when there is no collection at that place
    /// @throws DamagedCollectionException when its database is damaged
    /// @throws IOException when it cannot be read, or its model has changed since
    public static DocumentCollection open(Path directory) throws IOException {
        return open(directory, OpenEncoder::owned);
    }

    /// Opens a collection with a model that is open already and stays open afterwards.
    ///
    /// @throws IOException as [#open(Path)] does
    public static DocumentCollection open(Path directory, DenseEncoder encoder) throws IOException {
        return open(directory, model -> OpenEncoder.borrowed(encoder));
    }

    static DocumentCollection open(Path directory, OpenEncoder.Opener opener) throws IOException {
        if (!exists(directory)) {
            throw new NoSuchFileException(
                    directory.toString(), null, "there is no Lanes collection at that place");
        }
        try (Opening opening = new Opening()) {
            DatabaseReader database = opening.add(DatabaseReader.open(directory.resolve(DATABASE)));
            CollectionState state = state(database);
            OpenEncoder encoder = opening.add(opener.open(state.settings().model()));
            encoder.requireSameEncoding(directory, state);
            HnswIndex index = opening.add(IndexFile.open(directory, database, state));
            opening.succeeded();
            return new DocumentCollection(directory, database, state, encoder, index);
        } catch (DamagedDatabaseException e) {
            throw new DamagedCollectionException(directory, e);
        }
    }

    private static CollectionState state(DatabaseReader database) throws IOException {
        return CollectionState.parse(database.settings());
    }

    /// The k documents closest to a question, found in the graph.
    ///
    /// @param k how many are wanted, in 1..10000
    public SearchResult search(String text, int k) {
        return search(SearchRequest.of(text, k));
    }

    /// The documents closest to a question.
    ///
    /// @throws DamagedCollectionException when a document that was found is damaged
    /// @throws UncheckedIOException when it cannot be read
    public SearchResult search(SearchRequest request) {
        requireOpen();
        int k = (int) Math.min(request.k(), state.documents());
        long start = System.nanoTime();
        float[] query = encoder.get().encodeQuery(request.text());
        long encoded = System.nanoTime();
        List<Hit> hits =
                switch (request.mode()) {
                    case GRAPH -> index.search(query, k, Math.max(k, request.efSearch()));
                    case EXACT -> index.searchExact(query, k);
                };
        long searched = System.nanoTime();
        List<DocumentHit> found = fetch(hits);
        Took took =
                new Took(
                        Duration.ofNanos(encoded - start),
                        Duration.ofNanos(searched - encoded),
                        Duration.ofNanos(System.nanoTime() - searched));
        return new SearchResult(request, found, took);
    }

    private List<DocumentHit> fetch(List<Hit> hits) {
        List<DocumentHit> found = new ArrayList<>(hits.size());
        try {
            for (Hit hit : hits) {
                StoredDocument stored = database.document(hit.id());
                DocumentId id =
                        new DocumentId(stored.id(), DocumentId.Kind.valueOf(stored.idKind()));
                found.add(new DocumentHit(id, hit.score(), Document.parse(stored.json())));
            }
        } catch (DamagedDatabaseException e) {
            throw new DamagedCollectionException(directory, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /// How it was made.
    public CollectionSettings settings() {
        return state.settings();
    }

    /// How many documents it has.
    public long size() {
        return state.documents();
    }

    /// Values a vector.
    public int dimension() {
        return state.dimension();
    }

    /// Where it is.
    public Path directory() {
        return directory;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the collection " + directory + " is closed");
        }
    }

    /// Closes the files and, unless it was borrowed, the model. Closing twice is fine.
    ///
    /// @throws UncheckedIOException when the database cannot be closed
    @Override
    public void close() {
        closed = true;
        index.close();
        encoder.close();
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
