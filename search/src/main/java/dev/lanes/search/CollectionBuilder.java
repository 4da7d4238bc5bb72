package dev.lanes.search;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.search.files.StagingDirectory;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Makes a [DocumentCollection] of many documents, whole or not at all.
///
/// Everything is written in a hidden directory beside the target (`.NAME.tmp-…`), flushed to the
/// disk and then moved into place in one step. When anything goes wrong, or the process is ended,
/// nothing is left at the target. Documents are stored first and encoded in batches afterwards, so
/// memory holds a batch of texts and the indexes, and a bad document is found before the first is
/// encoded.
///
/// Begun by [DocumentCollection#builder(String)] or [DocumentCollection#builder(Schema)]. Not
/// thread-safe.
public final class CollectionBuilder {
    private static final String DEFAULT_FIELD = "text";
    private static final String SEMANTIC = "semantic";
    private static final String DEFAULT_ID = "id";

    private final Optional<Schema> schema;
    private final String model;
    private List<String> textFields = List.of(DEFAULT_FIELD);
    private Optional<String> idField = Optional.empty();
    private Graph graph = Graph.of();
    private IndexingProgress progress = IndexingProgress.NONE;
    private CollectionSettings settings = CollectionSettings.of();

    CollectionBuilder(String model) {
        this.schema = Optional.empty();
        this.model = Objects.requireNonNull(model, "model");
    }

    CollectionBuilder(Schema schema) {
        this.schema = Optional.of(schema);
        this.model = "";
    }

    /// The fields whose texts are encoded, joined by one space, as the field `semantic`, and are
    /// found by their words each; `text` when none are named. Each document must have all of them,
    /// as strings.
    public CollectionBuilder textFields(String... fields) {
        requireNoSchema("text fields");
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
        requireNoSchema("id field");
        idField = Optional.of(field);
        return this;
    }

    /// How vectors are compared; the model's own similarity when this is not called.
    public CollectionBuilder similarity(Similarity value) {
        requireNoSchema("similarity");
        graph = graph.withSimilarity(value);
        return this;
    }

    /// How many links a row of the graph keeps; 16 when this is not called.
    ///
    /// @throws IllegalArgumentException when it is out of [HnswSettings]' range
    public CollectionBuilder m(int value) {
        requireNoSchema("m");
        graph = graph.withM(value);
        return this;
    }

    /// How many candidates the building of the graph keeps; 200 when this is not called. More make
    /// a better graph and take longer.
    ///
    /// @throws IllegalArgumentException when it is out of [HnswSettings]' range
    public CollectionBuilder efConstruction(int value) {
        requireNoSchema("efConstruction");
        graph = graph.withEfConstruction(value);
        return this;
    }

    private void requireNoSchema(String what) {
        if (schema.isPresent()) {
            throw new IllegalStateException(
                    "the %s must come from the schema where there is one".formatted(what));
        }
    }

    /// Is told how far the work has got.
    public CollectionBuilder progress(IndexingProgress listener) {
        progress = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /// How the collection is opened, and where its models are found.
    public CollectionBuilder settings(CollectionSettings other) {
        settings = Objects.requireNonNull(other, "other");
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
        settings = settings.withEncoders(settings.encoders().with(model, open));
        return this;
    }

    /// Makes the collection and opens it.
    ///
    /// @param directory where it is to be; nothing may be there, and its parent must exist
    /// @param documents gone through once
    /// @throws FileAlreadyExistsException when something is there
    /// @throws InvalidDocumentException when a document is not as the schema wants it or has an id
    ///   that is taken, or when there is neither a document nor a schema
    /// @throws IOException when the collection cannot be written
    public DocumentCollection create(Path directory, Iterable<Document> documents)
            throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(directory.toString(), null, "it exists already");
        }
        try (StagingDirectory staging = StagingDirectory.beside(directory)) {
            build(staging, documents);
            staging.moveToTarget();
        }
        return DocumentCollection.open(directory, settings);
    }

    /// Makes the collection in the place of an existing one, and opens it. Whoever opens the
    /// directory meanwhile finds the old collection or the new one, also after a crash; collections
    /// that are open to read stay on the old one.
    ///
    /// @throws FileAlreadyExistsException when something other than a collection is there
    /// @throws CollectionInUseException when somebody has the old one open to change it
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
        try (StagingDirectory staging = StagingDirectory.beside(directory)) {
            build(staging, documents);
            try (CollectionLock lock = CollectionLock.take(directory)) {
                Objects.requireNonNull(lock);
                Replacement.of(directory).by(staging);
            }
        }
        return DocumentCollection.open(directory, settings);
    }

    private void build(StagingDirectory staging, Iterable<Document> documents) throws IOException {
        try (OpenModels models = new OpenModels(settings.encoders())) {
            new BulkBuild(staging.path(), models, progress).run(documents, this::schema);
        }
    }

    /// Known only when the first document has been seen, because of the default of the id field.
    private Schema schema(Optional<Document> first) {
        if (schema.isPresent()) {
            return schema.get();
        }
        Document document =
                first.orElseThrow(() ->
                        new InvalidDocumentException(
                                "a collection must have at least one document but got none"));
        List<Field> fields = new ArrayList<>();
        textFields.forEach(field -> fields.add(Field.text(field).required()));
        fields.add(
                Field.semantic(semanticName(), model)
                        .from(textFields.toArray(String[]::new))
                        .withGraph(graph)
                        .required());
        Schema made = Schema.of(fields.toArray(Field[]::new));
        Optional<String> id = idField.or(() -> document.raw(DEFAULT_ID).map(_ -> DEFAULT_ID));
        return id.map(made::withIdField).orElseGet(made::withoutIds);
    }

    private String semanticName() {
        String name = SEMANTIC;
        while (textFields.contains(name)) {
            name += "_";
        }
        return name;
    }
}
