package dev.lanes.search;

import dev.lanes.inference.EncodingProgress;
import dev.lanes.search.store.Reading;
import dev.lanes.search.store.StoredDocument;
import dev.lanes.search.store.Writing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Writes streams of documents, of which a batch is in memory at a time. For one thread.
final class StreamWriter {
    /// Enough texts for the encoder to sort into batches of like length, and little memory.
    static final int BATCH = 512;

    /// Characters of JSON after which a batch is full though it has fewer documents.
    private static final long BATCH_CHARACTERS = 8L << 20;

    private final CollectionState state;
    private final Catalog catalog;
    private final Preparation preparation;
    private long taken;
    private long written;
    private long unchanged;
    private long failed;

    StreamWriter(CollectionState state, OpenModels models) {
        this.state = state;
        this.catalog = state.catalog();
        this.preparation = new Preparation(catalog, models);
    }

    /// A document with all that is stored for it.
    record Staged(Preparation.Given given, Prepared prepared) {}

    /// What becomes of a document that is refused.
    @FunctionalInterface
    private interface Refusals {
        void refuse(Document document, String place, InvalidDocumentException e);
    }

    /// Writes each batch when it is ready.
    WriteCounts each(Iterator<Document> documents, Consumer<DocumentFailure> failures)
            throws IOException {
        Refusals refusals =
                (document, place, e) -> {
                    failures.accept(failure(document, place, e));
                    failed++;
                };
        while (documents.hasNext()) {
            List<Document> batch = batch(documents, Optional.empty());
            write(stage(batch, refusals));
        }
        return counts();
    }

    /// Prepares all, then writes all in one transaction.
    WriteCounts all(Iterator<Document> documents) throws IOException {
        Refusals refusals =
                (_, _, e) -> {
                    throw e;
                };
        try (Spool spool = Spool.open(state.directory(), catalog)) {
            Optional<Document> next = resume(documents, spool);
            spool.beginToAppend();
            while (next.isPresent() || documents.hasNext()) {
                for (Staged staged : stage(batch(documents, next), refusals)) {
                    spool.append(staged);
                }
                next = Optional.empty();
                // What is on disk need not be encoded again after an interruption.
                spool.flush();
            }
            publish(spool);
            spool.delete();
        }
        return counts();
    }

    /// Passes over the documents that an interrupted stream has prepared.
    ///
    /// @return the first one that it has not
    private Optional<Document> resume(Iterator<Document> documents, Spool spool)
            throws IOException {
        while (documents.hasNext()) {
            Document document = documents.next();
            if (!spool.skip(document)) {
                return Optional.of(document);
            }
            taken++;
        }
        return Optional.empty();
    }

    private static List<Document> batch(Iterator<Document> documents, Optional<Document> first) {
        List<Document> batch = new ArrayList<>(first.stream().toList());
        long characters = 0;
        while (batch.size() < BATCH && characters < BATCH_CHARACTERS && documents.hasNext()) {
            Document document = documents.next();
            characters += document.json().length();
            batch.add(document);
        }
        return batch;
    }

    private List<Staged> stage(List<Document> documents, Refusals refusals) throws IOException {
        List<Preparation.Given> given = given(documents, refusals);
        List<Preparation.Given> sound = new ArrayList<>(given.size());
        List<Prepared> prepared = new ArrayList<>(given.size());
        for (Preparation.Given one : given) {
            try {
                prepared.add(preparation.check(one));
                sound.add(one);
            } catch (InvalidDocumentException e) {
                refusals.refuse(one.document(), one.place(), e);
            }
        }
        try {
            preparation.encode(sound, prepared, EncodingProgress.NONE);
        } catch (InvalidDocumentException e) {
            return stageOneByOne(sound, refusals);
        }
        List<Staged> staged = new ArrayList<>(sound.size());
        for (int i = 0; i < sound.size(); i++) {
            staged.add(new Staged(sound.get(i), prepared.get(i)));
        }
        return staged;
    }

    /// One of them has too many passages, and it is not known which.
    private List<Staged> stageOneByOne(List<Preparation.Given> documents, Refusals refusals) {
        List<Staged> staged = new ArrayList<>();
        for (Preparation.Given one : documents) {
            try {
                Prepared prepared =
                        preparation.prepare(List.of(one), EncodingProgress.NONE).getFirst();
                staged.add(new Staged(one, prepared));
            } catch (InvalidDocumentException e) {
                refusals.refuse(one.document(), one.place(), e);
            }
        }
        return staged;
    }

    private List<Preparation.Given> given(List<Document> documents, Refusals refusals)
            throws IOException {
        return state.database()
                .reading(reading -> {
                    List<Preparation.Given> given = new ArrayList<>(documents.size());
                    for (Document document : documents) {
                        String place = document.place(taken++);
                        try {
                            var earlier = earlier(document, place, reading);
                            given.add(new Preparation.Given(document, earlier, place));
                        } catch (InvalidDocumentException e) {
                            refusals.refuse(document, place, e);
                        }
                    }
                    return given;
                });
    }

    private Optional<StoredDocument> earlier(Document document, String place, Reading reading)
            throws IOException {
        Optional<DocumentId> id = Preparation.id(catalog.schema(), document, place);
        return id.isPresent() ? reading.document(id.get().text()) : Optional.empty();
    }

    private void write(List<Staged> batch) throws IOException {
        state.changing().lock();
        try (Writing writing = state.database().write()) {
            CollectionWriter writer = new CollectionWriter(catalog, writing);
            long before = written;
            for (Staged staged : batch) {
                put(staged, writer, writing.reading());
            }
            if (written > before) {
                writer.commit();
                state.catchUp();
            }
        } finally {
            state.changing().unlock();
        }
    }

    private void publish(Spool spool) throws IOException {
        state.changing().lock();
        try (Writing writing = state.database().write()) {
            CollectionWriter writer = new CollectionWriter(catalog, writing);
            spool.forEach(staged -> put(staged, writer, writing.reading()));
            writer.commit();
            state.catchUp();
        } finally {
            state.changing().unlock();
        }
    }

    private void put(Staged staged, CollectionWriter writer, Reading reading) throws IOException {
        CollectionWriter.Outcome outcome;
        try {
            outcome = put(staged.prepared(), staged.given().place(), writer);
        } catch (CollectionWriter.OutdatedException e) {
            outcome = putAnew(staged.given(), writer, reading);
        }
        switch (outcome) {
            case WRITTEN -> written++;
            case UNCHANGED -> unchanged++;
        }
    }

    private static CollectionWriter.Outcome put(
            Prepared prepared, String place, CollectionWriter writer)
            throws IOException, CollectionWriter.OutdatedException {
        return writer.put(prepared, CollectionWriter.Taken.REPLACES, place);
    }

    /// Prepares a document again that was to keep rows of a version that has gone meanwhile:
    /// another writer has changed it, or the stream has its id twice. Nobody else writes now.
    private CollectionWriter.Outcome putAnew(
            Preparation.Given given, CollectionWriter writer, Reading reading) throws IOException {
        Preparation.Given now =
                new Preparation.Given(
                        given.document(),
                        earlier(given.document(), given.place(), reading),
                        given.place());
        Prepared prepared = preparation.prepare(List.of(now), EncodingProgress.NONE).getFirst();
        try {
            return put(prepared, given.place(), writer);
        } catch (CollectionWriter.OutdatedException e) {
            throw new IllegalStateException("nobody else writes here", e);
        }
    }

    private WriteCounts counts() {
        return new WriteCounts(written, unchanged, failed);
    }

    private DocumentFailure failure(Document document, String place, InvalidDocumentException e) {
        Optional<String> id = Optional.empty();
        try {
            id = Preparation.id(catalog.schema(), document, place).map(DocumentId::text);
        } catch (InvalidDocumentException noId) {
            // That is its failure, or one more of them.
            System.getLogger(StreamWriter.class.getName())
                    .log(System.Logger.Level.DEBUG, "a refused document without an id", noId);
        }
        OptionalLong line =
                document.line() == 0 ? OptionalLong.empty() : OptionalLong.of(document.line());
        return new DocumentFailure(line, id, rule(e, place));
    }

    /// What an exception says without the place.
    static String rule(InvalidDocumentException e, String place) {
        String message = e.getMessage();
        String start = place + ": ";
        return message.startsWith(start) ? message.substring(start.length()) : message;
    }
}
