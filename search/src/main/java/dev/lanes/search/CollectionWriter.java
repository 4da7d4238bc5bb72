package dev.lanes.search;

import dev.lanes.search.store.Counters;
import dev.lanes.search.store.FieldTable;
import dev.lanes.search.store.StoredDocument;
import dev.lanes.search.store.StoredPassage;
import dev.lanes.search.store.Writing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes documents into a transaction. For one thread.
final class CollectionWriter {
    private final Catalog catalog;
    private final Writing writing;
    private Counters counters;

    CollectionWriter(Catalog catalog, Writing writing) throws IOException {
        this.catalog = catalog;
        this.writing = writing;
        this.counters = writing.reading().counters();
    }

    /// Somebody has changed a document meanwhile: what was prepared does not fit any more.
    static final class OutdatedException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /// What becomes of a document whose id is taken.
    enum Taken {
        /// It takes the place of the other.
        REPLACES,
        /// It is refused.
        REFUSED
    }

    /// What came of a document.
    enum Outcome {
        /// It is there now.
        WRITTEN,
        /// It was there before, the same to the letter.
        UNCHANGED
    }

    /// Adds a document, or puts it in the place of the one that has its id. One that is the same to
    /// the letter stays as it is.
    ///
    /// @param place where it comes from, for errors
    /// @throws OutdatedException before anything is changed
    Outcome put(Prepared prepared, Taken taken, String place)
            throws IOException, OutdatedException {
        DocumentId id = prepared.id().orElseGet(this::counted);
        Optional<StoredDocument> earlier = writing.reading().document(id.text());
        if (earlier.isPresent()) {
            if (taken == Taken.REFUSED) {
                throw new InvalidDocumentException(
                        "%s: an id must be there once but \"%s\" is also the id of %s"
                                .formatted(place, id, place(earlier.get())));
            }
            if (isSame(earlier.get(), prepared)) {
                return Outcome.UNCHANGED;
            }
        }
        if (!prepared.fits(earlier.map(StoredDocument::row))) {
            throw new OutdatedException();
        }
        Map<FieldTable, List<StoredPassage>> kept = kept(prepared, earlier);
        if (earlier.isPresent()) {
            delete(earlier.get());
        }
        add(prepared, id, kept);
        return Outcome.WRITTEN;
    }

    private DocumentId counted() {
        long number = counters.nextRow() / catalog.numbers().stride();
        return new DocumentId(Long.toString(number), DocumentId.Kind.NUMBER);
    }

    private String place(StoredDocument document) {
        long number = document.row() / catalog.numbers().stride();
        return document.line() == 0 ? "document " + number : "line " + document.line();
    }

    private static boolean isSame(StoredDocument earlier, Prepared prepared) {
        return earlier.json().equals(prepared.document().json())
                && !prepared.document().hasVectors();
    }

    private Map<FieldTable, List<StoredPassage>> kept(
            Prepared prepared, Optional<StoredDocument> earlier) throws IOException {
        Map<FieldTable, List<StoredPassage>> kept = new HashMap<>();
        for (FieldTable table : prepared.kept()) {
            StoredDocument from = earlier.orElseThrow();
            List<StoredPassage> passages = new ArrayList<>();
            writing.reading().passages(table, from.row(), from.row() + from.parts(), passages::add);
            kept.put(table, passages);
        }
        return kept;
    }

    private void add(Prepared prepared, DocumentId id, Map<FieldTable, List<StoredPassage>> kept)
            throws IOException {
        int parts = 1;
        for (var some : prepared.parts().values()) {
            parts = Math.max(parts, some.size());
        }
        for (var some : kept.values()) {
            parts = Math.max(parts, some.size());
        }
        long row = counters.nextRow();
        writing.add(
                new StoredDocument(
                        row,
                        parts,
                        id.text(),
                        id.kind().name(),
                        prepared.document().json(),
                        prepared.document().line()));
        for (var some : prepared.parts().entrySet()) {
            write(some.getKey(), row, some.getValue(), writing);
        }
        for (var some : kept.entrySet()) {
            long number = row;
            for (StoredPassage passage : some.getValue()) {
                writing.add(
                        some.getKey(),
                        new StoredPassage(number++, passage.start(), passage.end(), passage.row()));
            }
        }
        for (var value : prepared.values()) {
            writing.add(value, row);
        }
        counters =
                new Counters(
                        row + catalog.numbers().stride(),
                        counters.deletions(),
                        counters.forgotten(),
                        counters.documents() + 1);
    }

    /// Writes what a field has of a document.
    ///
    /// @param row of the document
    static void write(FieldTable table, long row, List<Prepared.Part> parts, Writing writing)
            throws IOException {
        long number = row;
        for (Prepared.Part part : parts) {
            Chunks.Span span = part.span();
            writing.add(table, new StoredPassage(number++, span.start(), span.end(), part.row()));
        }
    }

    /// Takes a document away.
    void delete(StoredDocument document) throws IOException {
        for (FieldState state : catalog.states().values()) {
            if (!(state instanceof FieldState.Values)) {
                writing.delete(state.table(), document);
            }
        }
        for (var value :
                Preparation.values(catalog, Document.stored(document.json()), place(document))) {
            writing.delete(value, document.row());
        }
        long number = counters.deletions() + 1;
        writing.delete(document, number);
        counters =
                new Counters(
                        counters.nextRow(), number, counters.forgotten(), counters.documents() - 1);
    }

    /// Makes all of it count.
    void commit() throws IOException {
        writing.counters(counters);
        writing.commit();
    }
}
