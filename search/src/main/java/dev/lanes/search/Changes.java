package dev.lanes.search;

import dev.lanes.inference.EncodingProgress;
import dev.lanes.search.store.FieldTable;
import dev.lanes.search.store.Reading;
import dev.lanes.search.store.StoredDocument;
import dev.lanes.search.store.Writing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Changes a collection. Encoding goes on beside other changes; writing takes turns.
final class Changes {
    private final CollectionState state;
    private final OpenModels models;

    Changes(CollectionState state, OpenModels models) {
        this.state = state;
        this.models = models;
    }

    /// Adds documents or puts them in the place of others.
    void put(List<Document> documents) throws IOException {
        while (true) {
            List<Preparation.Given> given = lastOfEachId(given(documents));
            List<Prepared> prepared =
                    new Preparation(state.catalog(), models).prepare(given, EncodingProgress.NONE);
            if (write(given, prepared)) {
                return;
            }
        }
    }

    /// Of several documents with one id the last counts; the others would be in its way.
    private List<Preparation.Given> lastOfEachId(List<Preparation.Given> documents) {
        Schema schema = state.catalog().schema();
        if (schema.idField().isEmpty() || documents.size() == 1) {
            return documents;
        }
        Map<String, Preparation.Given> last = new LinkedHashMap<>();
        for (Preparation.Given given : documents) {
            String id =
                    Preparation.id(schema, given.document(), given.place()).orElseThrow().text();
            last.remove(id);
            last.put(id, given);
        }
        return List.copyOf(last.values());
    }

    private List<Preparation.Given> given(List<Document> documents) throws IOException {
        return state.database()
                .reading(reading -> {
                    List<Preparation.Given> given = new ArrayList<>(documents.size());
                    for (Document document : documents) {
                        String place = document.place(given.size());
                        Optional<DocumentId> id =
                                Preparation.id(state.catalog().schema(), document, place);
                        Optional<StoredDocument> earlier =
                                id.isPresent() && isEncoded(document)
                                        ? reading.document(id.get().text())
                                        : Optional.empty();
                        given.add(new Preparation.Given(document, earlier, place));
                    }
                    return given;
                });
    }

    /// Whether it matters what texts were there before.
    private boolean isEncoded(Document document) {
        return state.catalog().schema().fields(Field.Semantic.class).stream()
                .anyMatch(field -> document.vector(field.name()).isEmpty());
    }

    /// Writes what was prepared.
    ///
    /// @return whether nobody has changed one of the documents meanwhile
    private boolean write(List<Preparation.Given> given, List<Prepared> prepared)
            throws IOException {
        state.changing().lock();
        try (Writing writing = state.database().write()) {
            CollectionWriter writer = new CollectionWriter(state.catalog(), writing);
            for (int i = 0; i < prepared.size(); i++) {
                writer.put(prepared.get(i), CollectionWriter.Taken.REPLACES, given.get(i).place());
            }
            writer.commit();
            state.catchUp();
            return true;
        } catch (CollectionWriter.OutdatedException e) {
            return false;
        } finally {
            state.changing().unlock();
        }
    }

    /// Changes some values of a document.
    boolean update(String id, Map<String, ?> values) throws IOException {
        while (true) {
            Optional<StoredDocument> earlier =
                    state.database().reading(reading -> reading.document(id));
            if (earlier.isEmpty()) {
                return false;
            }
            Document changed = Document.stored(earlier.get().json()).with(values);
            requireSameId(id, changed);
            var given = List.of(new Preparation.Given(changed, earlier, "document " + id));
            var prepared =
                    new Preparation(state.catalog(), models).prepare(given, EncodingProgress.NONE);
            keepVectors(earlier.get(), changed, prepared.getFirst());
            prepared.getFirst().requireEarlier(earlier.get().row());
            if (write(given, prepared)) {
                return true;
            }
        }
    }

    private void requireSameId(String id, Document changed) {
        Optional<String> now =
                Preparation.id(state.catalog().schema(), changed, "document " + id)
                        .map(DocumentId::text);
        if (now.isPresent() && !now.get().equals(id)) {
            throw new InvalidDocumentException(
                    "an update must leave the id \"%s\" as it is but made it \"%s\""
                            .formatted(id, now.get()));
        }
    }

    /// Vectors that came beside the earlier version stay.
    private void keepVectors(StoredDocument earlier, Document changed, Prepared prepared) {
        for (Field field : state.catalog().schema().fields()) {
            boolean brought =
                    (field instanceof Field.Dense || field instanceof Field.Sparse)
                            && changed.raw(field.name()).isEmpty();
            if (brought) {
                FieldTable table = state.catalog().state(field).table();
                prepared.keep(table, earlier.row());
            }
        }
    }

    /// Finds what is to be deleted.
    @FunctionalInterface
    interface Choice {
        List<StoredDocument> of(Reading reading) throws IOException;
    }

    /// Deletes documents.
    ///
    /// @return how many
    long delete(Choice choice) throws IOException {
        state.changing().lock();
        try (Writing writing = state.database().write()) {
            List<StoredDocument> documents = choice.of(writing.reading());
            CollectionWriter writer = new CollectionWriter(state.catalog(), writing);
            for (StoredDocument document : documents) {
                writer.delete(document);
            }
            writer.commit();
            state.catchUp();
            return documents.size();
        } finally {
            state.changing().unlock();
        }
    }

    /// Writes the indexes to files.
    void snapshot() throws IOException {
        new Snapshots(state).save();
    }

    /// Gives back what is not needed any more.
    void compact() throws IOException {
        state.changing().lock();
        try {
            for (int table : Indexes.tables(state.catalog())) {
                state.indexes().index(table).compact();
            }
            new Snapshots(state).save();
            state.database().vacuum();
        } finally {
            state.changing().unlock();
        }
    }
}
