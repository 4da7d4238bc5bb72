package dev.lanes.search.store;

import java.util.Objects;

/// A value that a field has in a document.
///
/// @param table of the field
/// @param value a String, Long or Double, as the table's type wants it
public record StoredValue(FieldTable table, Object value) {
    public StoredValue {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(value, "value");
    }
}
