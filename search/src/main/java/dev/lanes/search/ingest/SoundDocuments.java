package dev.lanes.search.ingest;

import dev.lanes.search.Document;
import dev.lanes.search.DocumentFailure;
import dev.lanes.search.InvalidDocumentException;
import dev.lanes.search.JsonLines;
import dev.lanes.search.Schema;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// What comes out of a pipeline. Broken lines and documents that a processor refuses are reported
/// and passed over. For one thread.
final class SoundDocuments implements Iterator<Document> {
    private final Iterable<Document> source;
    private final Iterator<Document> from;
    private final Pipeline pipeline;
    private final Schema schema;
    private final Consumer<DocumentFailure> failures;
    private Optional<Document> next = Optional.empty();
    private long failed;

    SoundDocuments(
            Iterable<Document> source,
            Pipeline pipeline,
            Schema schema,
            Consumer<DocumentFailure> failures) {
        this.source = source;
        this.from = source.iterator();
        this.pipeline = pipeline;
        this.schema = schema;
        this.failures = failures;
    }

    long failed() {
        return failed;
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty()) {
            Optional<Document> read = Optional.empty();
            try {
                if (!from.hasNext()) {
                    return false;
                }
                read = Optional.of(from.next());
            } catch (InvalidDocumentException e) {
                if (!(source instanceof JsonLines lines)) {
                    throw e;
                }
                fail(OptionalLong.of(lines.line()), Optional.empty(), e);
            }
            next = read.flatMap(this::applied);
        }
        return true;
    }

    private Optional<Document> applied(Document document) {
        try {
            return Optional.of(pipeline.apply(document));
        } catch (InvalidDocumentException e) {
            OptionalLong line =
                    source instanceof JsonLines lines
                            ? OptionalLong.of(lines.line())
                            : OptionalLong.empty();
            fail(line, schema.idField().flatMap(document::text), e);
            return Optional.empty();
        }
    }

    private void fail(OptionalLong line, Optional<String> id, InvalidDocumentException e) {
        failed++;
        failures.accept(new DocumentFailure(line, id, e.getMessage()));
    }

    @Override
    public Document next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Document document = next.orElseThrow();
        next = Optional.empty();
        return document;
    }
}
