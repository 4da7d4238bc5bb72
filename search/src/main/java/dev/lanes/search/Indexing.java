package dev.lanes.search;

import dev.lanes.hnsw.HnswIndex;
import dev.lanes.inference.DenseEncoder;
import dev.lanes.search.store.DatabaseReader;
import dev.lanes.search.store.DatabaseWriter;
import dev.lanes.search.store.StoredDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Writes the two files of a collection into an empty directory: stores all documents, encodes
/// them, links their vectors.
final class Indexing {
    /// Enough texts for the encoder to sort into batches of like length, and little memory.
    private static final int BATCH = 512;

    /// Long documents end a batch earlier.
    private static final long BATCH_CHARACTERS = 8 << 20;

    private final Path directory;
    private final DenseEncoder encoder;
    private final IndexingProgress progress;
    private long tokens;

    Indexing(Path directory, DenseEncoder encoder, IndexingProgress progress) {
        this.directory = directory;
        this.encoder = encoder;
        this.progress = progress;
    }

    /// @param settingsFor the settings, given the first document
    void run(Iterable<Document> documents, Function<Document, CollectionSettings> settingsFor)
            throws IOException {
        Path database = directory.resolve(DocumentCollection.DATABASE);
        CollectionState state;
        try (DatabaseWriter writer = DatabaseWriter.create(database)) {
            Iterator<Document> iterator = documents.iterator();
            if (!iterator.hasNext()) {
                throw new InvalidDocumentException(
                        "a collection must have at least one document but got none");
            }
            Document first = iterator.next();
            CollectionSettings settings = settingsFor.apply(first);
            DocumentFields fields = new DocumentFields(settings);
            store(writer, fields, first, 0);
            long count = 1;
            while (iterator.hasNext()) {
                store(writer, fields, iterator.next(), count++);
            }
            encode(writer, fields, count);
            state =
                    new CollectionState(
                            settings,
                            CollectionState.encoding(encoder.model()),
                            encoder.dimension(),
                            count,
                            writer.fingerprint());
            writer.finish(state.toJson());
        }
        link(database, state);
    }

    private void store(DatabaseWriter writer, DocumentFields fields, Document document, long row)
            throws IOException {
        String place = document.place(row);
        fields.text(document, place);
        DocumentId id = fields.id(document, row, place);
        Optional<StoredDocument> earlier =
                writer.add(
                        new StoredDocument(
                                row,
                                id.text(),
                                id.kind().name(),
                                document.json(),
                                document.line()));
        if (earlier.isPresent()) {
            throw new InvalidDocumentException(
                    "%s: an id must be there once but \"%s\" is also the id of %s"
                            .formatted(place, id, place(earlier.get())));
        }
        progress.read(row + 1);
    }

    private static String place(StoredDocument document) {
        return document.line() == 0 ? "document " + document.row() : "line " + document.line();
    }

    private void encode(DatabaseWriter writer, DocumentFields fields, long total)
            throws IOException {
        long done = 0;
        while (done < total) {
            List<String> texts = new ArrayList<>();
            for (StoredDocument stored : writer.documentsAfter(done - 1, BATCH, BATCH_CHARACTERS)) {
                texts.add(fields.text(Document.parse(stored.json()), "document " + stored.row()));
            }
            float[][] vectors = encode(texts, done, total);
            for (int i = 0; i < vectors.length; i++) {
                writer.addVector(done + i, vectors[i]);
            }
            done += texts.size();
        }
    }

    private float[][] encode(List<String> texts, long done, long total) {
        long[] encoded = {done};
        return encoder.encodePassages(
                texts,
                (batchTexts, batchTokens) -> {
                    encoded[0] += batchTexts;
                    tokens += batchTokens;
                    progress.encoded(encoded[0], total, tokens);
                });
    }

    private void link(Path file, CollectionState state) throws IOException {
        try (DatabaseReader reader = DatabaseReader.open(file);
                HnswIndex index = IndexFile.build(reader, state, progress)) {
            index.save(directory.resolve(IndexFile.NAME));
        }
    }
}
