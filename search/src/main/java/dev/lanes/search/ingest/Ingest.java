package dev.lanes.search.ingest;

import dev.lanes.search.Document;
import dev.lanes.search.DocumentCollection;
import dev.lanes.search.DocumentFailure;
import dev.lanes.search.DocumentPreview;
import dev.lanes.search.Field;
import dev.lanes.search.InvalidDocumentException;
import dev.lanes.search.JsonLines;
import dev.lanes.search.Schema;
import dev.lanes.search.WriteCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Takes documents through a pipeline into a collection, a batch in memory at a time. Encoding goes
/// on beside other changes. Immutable, and as thread-safe as the collection.
///
/// ```java
/// try (JsonLines lines = JsonLines.open(Path.of("facts.jsonl"))) {
///     WriteCounts counts = Ingest.into(collection).through(pipeline).all(lines);
/// }
/// ```
///
/// Written again after an interruption, a file whose documents have ids is there once, and what was
/// encoded is not encoded again: see [DocumentCollection#putAll(Iterator)] and
/// [DocumentCollection#putEach].
public final class Ingest {
    private final DocumentCollection collection;
    private final Pipeline pipeline;

    private Ingest(DocumentCollection collection, Pipeline pipeline) {
        this.collection = collection;
        this.pipeline = pipeline;
    }

    /// Documents as they are.
    public static Ingest into(DocumentCollection collection) {
        return new Ingest(Objects.requireNonNull(collection, "collection"), Pipeline.of());
    }

    /// The same through a pipeline.
    ///
    /// @throws PipelineException when it states encodings that the schema does not have
    public Ingest through(Pipeline other) {
        for (Processor processor : other.processors()) {
            if (processor instanceof Processor.Encoded encoded) {
                encoded.fields()
                        .forEach((source, field) -> {
                            requireEncoded(collection.schema(), encoded.model(), source, field);
                        });
            }
        }
        return new Ingest(collection, other);
    }

    private static void requireEncoded(Schema schema, String model, String source, String name) {
        Field.Semantic field =
                schema.fields(Field.Semantic.class).stream()
                        .filter(semantic -> semantic.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new PipelineException(
                                        "the field \"%s\" of an encoding must be a semantic field of the schema but is not"
                                                .formatted(name)));
        if (!field.model().equals(model)) {
            throw new PipelineException(
                    "the model of the field \"%s\" must be %s but was %s"
                            .formatted(name, field.model(), model));
        }
        if (!field.source().fields().contains(source)) {
            throw new PipelineException(
                    "the field \"%s\" must be made of one of %s but was of \"%s\""
                            .formatted(name, field.source().fields(), source));
        }
    }

    /// Writes all documents or none.
    ///
    /// @throws InvalidDocumentException when a processor or the collection refuses one
    /// @throws IOException when they cannot be written; nothing has changed then
    public WriteCounts all(Iterable<Document> documents) throws IOException {
        Iterator<Document> from = documents.iterator();
        return collection.putAll(
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return from.hasNext();
                    }

                    @Override
                    public Document next() {
                        return applied(from.next(), documents);
                    }
                });
    }

    private Document applied(Document document, Iterable<Document> source) {
        try {
            return pipeline.apply(document);
        } catch (InvalidDocumentException e) {
            String id = collection.schema().idField().flatMap(document::raw).orElse("");
            throw new InvalidDocumentException(
                    "%s: %s".formatted(place(source, id), e.getMessage()), e);
        }
    }

    private static String place(Iterable<Document> source, String id) {
        String document = "the document " + id;
        return source instanceof JsonLines lines
                ? "line %d, %s".formatted(lines.line(), document)
                : document;
    }

    /// Writes the documents that can be written, batch by batch. Broken lines of [JsonLines] are
    /// failures like others; of other sources every exception ends it.
    ///
    /// @param failures takes each document that is refused, on this thread, a batch at a time: not
    ///   in the order of their lines
    /// @throws IOException when they cannot be written; the batches before are there
    public WriteCounts each(Iterable<Document> documents, Consumer<DocumentFailure> failures)
            throws IOException {
        SoundDocuments sound =
                new SoundDocuments(documents, pipeline, collection.schema(), failures);
        WriteCounts counts = collection.putEach(sound, failures);
        return new WriteCounts(
                counts.written(), counts.unchanged(), counts.failed() + sound.failed());
    }

    /// What would become of a document.
    ///
    /// @throws IOException when the collection cannot be read
    public Simulation simulate(Document document) throws IOException {
        List<Simulation.Step> steps = new ArrayList<>();
        Document made = document;
        for (Processor processor : pipeline.processors()) {
            String name = PipelineWriter.name(processor);
            try {
                made = processor.apply(made);
            } catch (InvalidDocumentException e) {
                return new Simulation(
                        steps, Optional.empty(), Optional.of(name + ": " + e.getMessage()));
            }
            steps.add(new Simulation.Step(name, made));
        }
        DocumentPreview preview = collection.preview(made);
        return new Simulation(steps, Optional.of(preview), preview.refusal());
    }
}
