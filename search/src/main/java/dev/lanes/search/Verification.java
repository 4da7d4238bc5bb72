package dev.lanes.search;

import dev.lanes.search.store.Counters;
import dev.lanes.search.store.FieldTable;
import dev.lanes.search.store.Reading;
import dev.lanes.search.store.Snapshot;
import dev.lanes.search.store.StoredDocument;
import dev.lanes.search.store.StoredValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/// Checks a collection: the database, the files of indexes, the indexes in memory, and each against
/// the other.
final class Verification {
    /// More of the same say nothing new.
    private static final int MOST = 20;

    private final CollectionState state;
    private final List<String> wrong = new ArrayList<>();

    /// By table, the numbers that an index must have.
    private final Map<Integer, LongStream.Builder> numbers = new HashMap<>();

    private final Map<FieldTable, Long> values = new HashMap<>();

    Verification(CollectionState state) {
        this.state = state;
    }

    /// Does it.
    ///
    /// @return what is wrong
    List<String> run() throws IOException {
        // Nothing may change between looking at the database and at the indexes.
        state.changing().lock();
        try {
            state.database()
                    .reading(reading ->
                            reading.consistently(() -> {
                                check(reading);
                                return true;
                            }));
        } finally {
            state.changing().unlock();
        }
        return wrong.size() <= MOST ? wrong : wrong.subList(0, MOST);
    }

    private void check(Reading reading) throws IOException {
        attempt("the database", () -> wrong.addAll(reading.faults()));
        attempt("the documents", () -> checkDocuments(reading));
        for (Field field : state.catalog().schema().fields()) {
            FieldState kept = state.catalog().state(field);
            if (kept != null) {
                attempt(
                        "the field \"%s\"".formatted(field.name()),
                        () -> checkField(field, kept, reading));
            }
        }
        for (Snapshot snapshot : reading.snapshots()) {
            attempt(
                    snapshot.file(),
                    () ->
                            IndexFiles.verify(
                                    state.catalog(),
                                    snapshot.table(),
                                    state.files().path(snapshot.file())));
        }
        attempt("the indexes", () -> checkIndexes(reading));
    }

    @FunctionalInterface
    private interface Check {
        void run() throws IOException;
    }

    private void attempt(String what, Check check) {
        try {
            check.run();
        } catch (IOException | RuntimeException e) {
            wrong.add(what + ": " + e.getMessage());
        }
    }

    private void checkDocuments(Reading reading) throws IOException {
        long[] documents = {0};
        Counters counters = reading.counters();
        boolean texts = !state.catalog().schema().fields(Field.Text.class).isEmpty();
        if (texts) {
            numbers.put(Catalog.TEXTS, LongStream.builder());
        }
        reading.documents(
                0,
                stored -> {
                    documents[0]++;
                    check(stored, counters, reading);
                    if (texts && hasText(stored)) {
                        numbers.get(Catalog.TEXTS).add(stored.row());
                    }
                });
        if (documents[0] != counters.documents()) {
            wrong.add(
                    "there must be %d documents but there are %d"
                            .formatted(counters.documents(), documents[0]));
        }
    }

    private void check(StoredDocument stored, Counters counters, Reading reading)
            throws IOException {
        if (stored.row() >= counters.nextRow()) {
            wrong.add(
                    "documents must have rows below %d but \"%s\" has %d"
                            .formatted(counters.nextRow(), stored.id(), stored.row()));
        }
        List<StoredValue> expected =
                Preparation.values(
                        state.catalog(),
                        Document.stored(stored.json()),
                        "the document \"%s\"".formatted(stored.id()));
        for (StoredValue value : expected) {
            values.merge(value.table(), 1L, Long::sum);
            if (!reading.hasValue(value, stored.row())) {
                wrong.add(
                        "the value %s of the document \"%s\" is missing"
                                .formatted(value.value(), stored.id()));
            }
        }
    }

    private boolean hasText(StoredDocument stored) {
        Document document = Document.stored(stored.json());
        return state.catalog().schema().fields(Field.Text.class).stream()
                .anyMatch(field -> state.text(field, document).isPresent());
    }

    private void checkField(Field field, FieldState kept, Reading reading) throws IOException {
        if (kept instanceof FieldState.Values) {
            long expected = values.getOrDefault(kept.table(), 0L);
            long found = reading.count(kept.table());
            if (found != expected) {
                wrong.add(
                        "the field \"%s\" must have %d values but has %d"
                                .formatted(field.name(), expected, found));
            }
            return;
        }
        LongStream.Builder found = LongStream.builder();
        reading.passages(
                kept.table(),
                0,
                Long.MAX_VALUE,
                passage -> {
                    found.add(passage.number());
                    long row = state.catalog().numbers().document(passage.number());
                    Optional<StoredDocument> document = reading.document(row);
                    if (document.isEmpty()) {
                        wrong.add(
                                "row %d of the field \"%s\" must be of a document but there is none"
                                        .formatted(passage.number(), field.name()));
                    }
                    if (kept instanceof FieldState.Dense dense) {
                        RowBytes.dense(passage.row(), dense.dimension());
                    } else {
                        RowBytes.sparse(passage.row());
                    }
                });
        numbers.put(kept.table().number(), found);
    }

    private void checkIndexes(Reading reading) throws IOException {
        Indexes.Mark now = Indexes.Mark.of(reading.counters());
        for (int table : Indexes.tables(state.catalog())) {
            if (!state.indexes().mark(table).equals(now) || !numbers.containsKey(table)) {
                continue;
            }
            long[] expected = numbers.get(table).build().sorted().toArray();
            long[] found = state.indexes().index(table).numbers();
            Arrays.sort(found);
            if (!Arrays.equals(expected, found)) {
                wrong.add(
                        "index %d must have the %d rows of the database but has %d, of which some differ"
                                .formatted(table, expected.length, found.length));
            }
        }
    }
}
