package dev.lanes.search.store;

import java.util.Optional;

/// The table of a field.
///
/// @param number tells it from others, also from those of earlier fields of the same name
/// @param values how its values are compared; empty for encoded rows
public record FieldTable(int number, Optional<ValueType> values) {
    /// For encoded rows.
    public static FieldTable ofRows(int number) {
        return new FieldTable(number, Optional.empty());
    }

    /// For values.
    public static FieldTable ofValues(int number, ValueType type) {
        return new FieldTable(number, Optional.of(type));
    }

    String name() {
        return (values.isPresent() ? "field_value_" : "field_row_") + number;
    }
}
