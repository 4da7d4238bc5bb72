package dev.lanes.search;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.Models;
import dev.lanes.search.files.StagingDirectory;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Makes a [DocumentCollection], whole or not at all.
///
/// Everything is written in a hidden directory beside the target (`.NAME.tmp-…`), flushed to the
/// disk and then moved into place in one step. When anything goes wrong, or the process is ended,
/// nothing is left at the target. Documents are stored first and encoded in batches afterwards, so
/// memory holds a batch of texts and the vectors of the graph, and a bad document is found before
/// the first is encoded.
///
/// Begun by [DocumentCollection#builder(String)]. Not thread-safe.
public final class CollectionBuilder {
    private static final int DEFAULT_M = 16;
    private static final int DEFAULT_EF_CONSTRUCTION = 200;
    private static final String DEFAULT_FIELD = "text";

    private final String model;
    private List<String> textFields = List.of(DEFAULT_FIELD);
    private Optional<String> idField = Optional.empty();
    private Similarity similarity;
    private int m = DEFAULT_M;
    private int efConstruction = DEFAULT_EF_CONSTRUCTION;
    private IndexingProgress progress = IndexingProgress.NONE;
    private OpenEncoder.Opener encoder = OpenEncoder::owned;

    CollectionBuilder(String model) {
        this.model = model;
        this.similarity = Models.named(model).similarity();
    }

    /// The fields whose texts are encoded, joined by one space; `text` when none are named. Each
    /// document must have all of them, as strings.
    public CollectionBuilder textFields(String... fields) {
        if (fields.length == 0) {
            throw new IllegalArgumentException("there must be at least one text field");
        }
        textFields = List.of(fields);
        return this;
    }

    /// The field that holds a document's id, a string or a number; each document must have it, and
    /// no two the same. When this is not called it is the field `id` if the first document has one,
    /// and otherwise documents are counted from 0.
    public CollectionBuilder idField(String field) {
        idField = Optional.of(field);
        return this;
    }

    /// How vectors are compared; the model's own similarity when this is not called.
    public CollectionBuilder similarity(Similarity value) {
        similarity = Objects.requireNonNull(value, "similarity");
        return this;
    }

    /// How many links a row of the graph keeps; 16 when this is not called.
    ///
    /// @throws IllegalArgumentException when it is out of [HnswSettings]' range
    public CollectionBuilder m(int value) {
        m = HnswSettings.of(similarity).withM(value).m();
        return this;
    }

    /// How many candidates the building of the graph keeps; 200 when this is not called. More make
    /// a better graph and take longer.
    ///
    /// @throws IllegalArgumentException when it is out of [HnswSettings]' range
    public CollectionBuilder efConstruction(int value) {
        efConstruction = HnswSettings.of(similarity).withEfConstruction(value).efConstruction();
        return this;
    }

    /// Is told how far the work has got.
    public CollectionBuilder progress(IndexingProgress listener) {
        progress = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /// An encoder of the builder's model that is open already and stays open afterwards; it must
    /// not be closed before the collection.
    public CollectionBuilder encoder(DenseEncoder open) {
        if (!open.model().name().equals(model)) {
            throw new IllegalArgumentException(
                    "the encoder must be of the model %s but was of %s"
                            .formatted(model, open.model().name()));
        }
        encoder = name -> OpenEncoder.borrowed(open);
        return this;
    }

    /// Makes the collection and opens it.
    ///
    /// @param directory where it is to be; nothing may be there, and its parent must exist
    /// @param documents gone through once
    /// @throws FileAlreadyExistsException when something is there
    /// @throws InvalidDocumentException when a document lacks a field or has an id that is taken,
    ///   or when there are no documents
    /// @throws IOException when the collection cannot be written
    public DocumentCollection create(Path directory, Iterable<Document> documents)
            throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(directory.toString(), null, "it exists already");
        }
        return build(directory, documents, StagingDirectory::moveToTarget);
    }

    /// Makes the collection in the place of an existing one, and opens it. Whoever opens the
    /// directory meanwhile finds the old collection or the new one, also after a crash; collections
    /// that are open stay on the old one.
    ///
    /// @throws FileAlreadyExistsException when something other than a collection is there
    /// @throws IOException as [#create(Path, Iterable)] does
    public DocumentCollection replace(Path directory, Iterable<Document> documents)
            throws IOException {
        if (!DocumentCollection.exists(directory)) {
            if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(
                        directory.toString(), null, "it exists and is not a Lanes collection");
            }
            return create(directory, documents);
        }
        // The database goes first, in one step: it is the truth. With the old index beside it the
        // collection is whole, because that index is recognised as stale and rebuilt.
        return build(
                directory,
                documents,
                staging -> staging.moveFilesToTarget(DocumentCollection.DATABASE, IndexFile.NAME));
    }

    private DocumentCollection build(
            Path directory, Iterable<Document> documents, Publication publication)
            throws IOException {
        try (Opening opening = new Opening()) {
            OpenEncoder open = opening.add(encoder.open(model));
            try (StagingDirectory staging = StagingDirectory.beside(directory)) {
                Indexing indexing = new Indexing(staging.path(), open.get(), progress);
                indexing.run(documents, this::settings);
                publication.publish(staging);
            }
            DocumentCollection collection = DocumentCollection.open(directory, name -> open);
            opening.succeeded();
            return collection;
        }
    }

    /// Known only when the first document has been seen, because of the default of the id field.
    private CollectionSettings settings(Document first) {
        Optional<String> id =
                idField.or(
                        () -> first.value("id").isPresent() ? Optional.of("id") : Optional.empty());
        return new CollectionSettings(model, textFields, id, similarity, m, efConstruction);
    }

    /// How what was built gets to its place.
    @FunctionalInterface
    private interface Publication {
        void publish(StagingDirectory staging) throws IOException;
    }
}
