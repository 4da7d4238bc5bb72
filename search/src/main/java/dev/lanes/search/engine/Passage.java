package dev.lanes.search.engine;

import java.util.Objects;

/// A part of a chunked field.
///
/// @param field the field, because another one's passages have the same numbers
/// @param number row ≤ number < row + parts
public record Passage(String field, long number) {
    public Passage {
        Objects.requireNonNull(field, "field");
    }
}
