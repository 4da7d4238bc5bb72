package dev.lanes.search.retrieval;

import java.time.Instant;
import java.util.Objects;

/// A value that a field is compared with. A date is a text in ISO 8601, such as
/// `2024-02-29T12:00:00Z`.
public sealed interface FilterValue {
    /// A keyword or a date.
    ///
    /// @param value any characters
    record Text(String value) implements FilterValue {
        public Text {
            Objects.requireNonNull(value, "value");
        }
    }

    /// A whole number.
    ///
    /// @param value any
    record Whole(long value) implements FilterValue {}

    /// A number.
    ///
    /// @param value finite
    record Decimal(double value) implements FilterValue {
        /// @throws IllegalArgumentException when the number is not finite
        public Decimal {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("number must be finite but was " + value);
            }
            // One zero, as in JSON.
            value += 0.0;
        }
    }

    /// A truth value.
    enum Truth implements FilterValue {
        TRUE,
        FALSE
    }

    /// A keyword, or a date in ISO 8601.
    static FilterValue of(String value) {
        return new Text(value);
    }

    /// A whole number.
    static FilterValue of(long value) {
        return new Whole(value);
    }

    /// A number.
    ///
    /// @param value finite
    static FilterValue of(double value) {
        return new Decimal(value);
    }

    /// A date.
    static FilterValue of(Instant value) {
        return new Text(value.toString());
    }
}
