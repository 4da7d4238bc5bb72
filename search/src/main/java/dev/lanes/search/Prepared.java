package dev.lanes.search;

import dev.lanes.search.store.FieldTable;
import dev.lanes.search.store.StoredValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A document with all that is stored for it, but for its row.
final class Prepared {
    /// What a field has of a part of a document.
    ///
    /// @param row the bytes of the row
    @SuppressWarnings("ArrayRecordComponent")
    record Part(Chunks.Span span, byte[] row) {}

    private final Document document;
    private final Optional<DocumentId> id;
    private final List<StoredValue> values;
    private final Map<FieldTable, List<Part>> parts = new HashMap<>();
    private final List<FieldTable> kept = new ArrayList<>();

    /// The row of the earlier version from which fields are kept.
    private long earlier = -1;

    Prepared(Document document, Optional<DocumentId> id, List<StoredValue> values) {
        this.document = document;
        this.id = id;
        this.values = values;
    }

    Document document() {
        return document;
    }

    /// Empty where documents are counted.
    Optional<DocumentId> id() {
        return id;
    }

    List<StoredValue> values() {
        return values;
    }

    void add(FieldTable table, Part part) {
        parts.computeIfAbsent(table, _ -> new ArrayList<>()).add(part);
    }

    Map<FieldTable, List<Part>> parts() {
        return parts;
    }

    /// Takes the rows of a field over from an earlier version.
    void keep(FieldTable table, long row) {
        kept.add(table);
        earlier = row;
    }

    List<FieldTable> kept() {
        return kept;
    }

    /// Says which version this one was made of.
    void requireEarlier(long row) {
        earlier = row;
    }

    /// The row of the version that this one was made of; -1 where it fits any.
    long earlier() {
        return earlier;
    }

    /// Whether what was prepared fits the version that is there.
    boolean fits(Optional<Long> row) {
        return earlier < 0 || row.equals(Optional.of(earlier));
    }
}
