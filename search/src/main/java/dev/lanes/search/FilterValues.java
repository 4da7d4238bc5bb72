package dev.lanes.search;

import dev.lanes.search.retrieval.FilterValue;
import dev.lanes.search.retrieval.Range;
import dev.lanes.search.store.ValueRange;

/// The values of filters as the database compares them.
final class FilterValues {
    private FilterValues() {}

    /// A value of a field: a String, a Long or a Double.
    ///
    /// @throws IllegalArgumentException when the field has other values
    static Object of(Field.Value field, FilterValue value) {
        return switch (field.type()) {
            case KEYWORD ->
                    switch (value) {
                        case FilterValue.Text text -> text.value();
                        case FilterValue.Whole whole -> Long.toString(whole.value());
                        case FilterValue.Decimal decimal -> Double.toString(decimal.value());
                        case FilterValue.Truth truth ->
                                truth == FilterValue.Truth.TRUE ? "true" : "false";
                    };
            case LONG -> whole(field, value);
            case DOUBLE ->
                    switch (value) {
                        case FilterValue.Whole whole -> (double) whole.value();
                        case FilterValue.Decimal decimal -> decimal.value();
                        default -> throw wrong(field, "a number", value);
                    };
            case BOOLEAN -> {
                if (value instanceof FilterValue.Truth truth) {
                    yield truth == FilterValue.Truth.TRUE ? 1L : 0L;
                }
                throw wrong(field, "true or false", value);
            }
            case DATE ->
                    value instanceof FilterValue.Text text
                            ? date(field, text)
                            : whole(field, value);
        };
    }

    private static Long date(Field.Value field, FilterValue.Text text) {
        try {
            return FieldValues.date(text.value());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a value of the field \"%s\" %s".formatted(field.name(), e.getMessage()), e);
        }
    }

    private static Long whole(Field.Value field, FilterValue value) {
        if (value instanceof FilterValue.Whole whole) {
            return whole.value();
        }
        if (value instanceof FilterValue.Decimal decimal
                && decimal.value() == Math.rint(decimal.value())
                && Math.abs(decimal.value()) <= 1L << 53) {
            return (long) decimal.value();
        }
        throw wrong(field, "a whole number", value);
    }

    private static IllegalArgumentException wrong(
            Field.Value field, String wanted, FilterValue value) {
        return new IllegalArgumentException(
                "a value of the field \"%s\" must be %s but was %s"
                        .formatted(field.name(), wanted, value));
    }

    static void requireKeyword(Field.Value field) {
        if (field.type() != ValueKind.KEYWORD) {
            throw new IllegalArgumentException(
                    "the field \"%s\" must have keywords, which have beginnings, but has values of %s"
                            .formatted(field.name(), field.type()));
        }
    }

    /// The values within bounds.
    static ValueRange range(Field.Value field, Range range) {
        ValueRange values = ValueRange.all();
        if (range.lower().isPresent()) {
            Range.Bound bound = range.lower().get();
            values = values.and(inclusive(bound) ? ">=" : ">", bound(field, bound));
        }
        if (range.upper().isPresent()) {
            Range.Bound bound = range.upper().get();
            values = values.and(inclusive(bound) ? "<=" : "<", bound(field, bound));
        }
        return values;
    }

    private static boolean inclusive(Range.Bound bound) {
        return bound.end() == Range.End.INCLUSIVE;
    }

    /// Whole numbers have bounds between them.
    private static Object bound(Field.Value field, Range.Bound bound) {
        if (bound.value() instanceof FilterValue.Decimal decimal
                && (field.type() == ValueKind.LONG || field.type() == ValueKind.DATE)) {
            return decimal.value();
        }
        return of(field, bound.value());
    }
}
