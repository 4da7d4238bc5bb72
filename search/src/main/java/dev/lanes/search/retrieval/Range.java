package dev.lanes.search.retrieval;

import java.util.Objects;
import java.util.Optional;

/// Documents with a value within bounds, in a field of whole numbers, numbers, dates or keywords;
/// these are compared by their code points.
///
/// @param field which
/// @param lower open downwards when empty
/// @param upper open upwards when empty
public record Range(String field, Optional<Bound> lower, Optional<Bound> upper) implements Filter {
    /// One end.
    ///
    /// @param value where it is; no [FilterValue.Truth]
    /// @param end whether it is part of the range
    public record Bound(FilterValue value, End end) {
        /// @throws IllegalArgumentException when the value has no order
        public Bound {
            Objects.requireNonNull(end, "end");
            if (value instanceof FilterValue.Truth) {
                throw new IllegalArgumentException(
                        "bound must be a number, a date or a keyword but was " + value);
            }
        }
    }

    /// Whether a bound is part of the range.
    public enum End {
        INCLUSIVE,
        EXCLUSIVE
    }

    /// @throws IllegalArgumentException when the field is blank, or one bound is a number and the
    ///   other is not
    public Range {
        Rules.requireName("field", field);
        if (lower.isPresent() && upper.isPresent() && isText(lower) != isText(upper)) {
            throw new IllegalArgumentException(
                    "bounds must both be numbers or both be texts but were %s and %s"
                            .formatted(lower.get().value(), upper.get().value()));
        }
    }

    private static boolean isText(Optional<Bound> bound) {
        return bound.orElseThrow().value() instanceof FilterValue.Text;
    }

    /// The same above a value.
    public Range gt(FilterValue value) {
        return new Range(field, bound(value, End.EXCLUSIVE), upper);
    }

    /// The same from a value on.
    public Range gte(FilterValue value) {
        return new Range(field, bound(value, End.INCLUSIVE), upper);
    }

    /// The same below a value.
    public Range lt(FilterValue value) {
        return new Range(field, lower, bound(value, End.EXCLUSIVE));
    }

    /// The same up to a value.
    public Range lte(FilterValue value) {
        return new Range(field, lower, bound(value, End.INCLUSIVE));
    }

    private static Optional<Bound> bound(FilterValue value, End end) {
        return Optional.of(new Bound(value, end));
    }

    /// The same above a number.
    public Range gt(long value) {
        return gt(FilterValue.of(value));
    }

    /// The same from a number on.
    public Range gte(long value) {
        return gte(FilterValue.of(value));
    }

    /// The same below a number.
    public Range lt(long value) {
        return lt(FilterValue.of(value));
    }

    /// The same up to a number.
    public Range lte(long value) {
        return lte(FilterValue.of(value));
    }

    /// The same above a number.
    public Range gt(double value) {
        return gt(FilterValue.of(value));
    }

    /// The same from a number on.
    public Range gte(double value) {
        return gte(FilterValue.of(value));
    }

    /// The same below a number.
    public Range lt(double value) {
        return lt(FilterValue.of(value));
    }

    /// The same up to a number.
    public Range lte(double value) {
        return lte(FilterValue.of(value));
    }

    /// The same above a keyword or a date in ISO 8601.
    public Range gt(String value) {
        return gt(FilterValue.of(value));
    }

    /// The same from a keyword or a date in ISO 8601 on.
    public Range gte(String value) {
        return gte(FilterValue.of(value));
    }

    /// The same below a keyword or a date in ISO 8601.
    public Range lt(String value) {
        return lt(FilterValue.of(value));
    }

    /// The same up to a keyword or a date in ISO 8601.
    public Range lte(String value) {
        return lte(FilterValue.of(value));
    }
}
