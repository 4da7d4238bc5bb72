package dev.lanes.search.retrieval;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// What has to be true of a document. A value, as a [Retriever] is one.
///
/// A document without a value in a field is in no list and no range of it; so it passes their
/// negation.
public sealed interface Filter
        permits Filter.All,
                Filter.And,
                Filter.Or,
                Filter.Not,
                Filter.In,
                Filter.Exists,
                Filter.Prefix,
                Range {
    /// Every document.
    record All() implements Filter {}

    /// Documents that all filters let pass.
    ///
    /// @param filters none lets every document pass
    record And(List<Filter> filters) implements Filter {
        public And {
            filters = List.copyOf(filters);
        }
    }

    /// Documents that any filter lets pass.
    ///
    /// @param filters none lets no document pass
    record Or(List<Filter> filters) implements Filter {
        public Or {
            filters = List.copyOf(filters);
        }
    }

    /// Documents that a filter does not let pass.
    ///
    /// @param filter any
    record Not(Filter filter) implements Filter {
        public Not {
            Objects.requireNonNull(filter, "filter");
        }
    }

    /// Documents with one of some values.
    ///
    /// @param field of keywords, numbers, truth values or dates
    /// @param values none lets no document pass
    record In(String field, List<FilterValue> values) implements Filter {
        /// @throws IllegalArgumentException when the field is blank
        public In {
            Rules.requireName("field", field);
            values = List.copyOf(values);
        }
    }

    /// Documents with any value in a field.
    ///
    /// @param field which
    record Exists(String field) implements Filter {
        /// @throws IllegalArgumentException when the field is blank
        public Exists {
            Rules.requireName("field", field);
        }
    }

    /// Documents with a keyword that begins with something.
    ///
    /// @param field of keywords
    /// @param prefix any characters
    record Prefix(String field, String prefix) implements Filter {
        /// @throws IllegalArgumentException when the field is blank
        public Prefix {
            Rules.requireName("field", field);
            Objects.requireNonNull(prefix, "prefix");
        }
    }

    /// Every document.
    static Filter all() {
        return new All();
    }

    /// Documents that all filters let pass.
    static Filter and(Filter... filters) {
        return new And(List.of(filters));
    }

    /// Documents that any filter lets pass.
    static Filter or(Filter... filters) {
        return new Or(List.of(filters));
    }

    /// Documents that a filter does not let pass.
    static Filter not(Filter filter) {
        return new Not(filter);
    }

    /// Documents with one of some keywords, or dates in ISO 8601.
    static Filter in(String field, String... values) {
        return new In(field, Stream.of(values).map(FilterValue::of).toList());
    }

    /// Documents with one of some whole numbers.
    static Filter in(String field, long... values) {
        return new In(field, LongStream.of(values).mapToObj(FilterValue::of).toList());
    }

    /// Documents with one of some numbers.
    static Filter in(String field, double... values) {
        return new In(field, Arrays.stream(values).mapToObj(FilterValue::of).toList());
    }

    /// Documents with a keyword, or a date in ISO 8601.
    static Filter term(String field, String value) {
        return term(field, FilterValue.of(value));
    }

    /// Documents with a whole number.
    static Filter term(String field, long value) {
        return term(field, FilterValue.of(value));
    }

    /// Documents with a value.
    static Filter term(String field, FilterValue value) {
        return new In(field, List.of(value));
    }

    /// Documents with a field that is true.
    static Filter isTrue(String field) {
        return term(field, FilterValue.Truth.TRUE);
    }

    /// Documents with a field that is false.
    static Filter isFalse(String field) {
        return term(field, FilterValue.Truth.FALSE);
    }

    /// Documents with any value of a field, to be bounded.
    static Range range(String field) {
        return new Range(field, Optional.empty(), Optional.empty());
    }

    /// Documents with any value in a field.
    static Filter exists(String field) {
        return new Exists(field);
    }

    /// Documents with a keyword that begins with something.
    static Filter prefix(String field, String prefix) {
        return new Prefix(field, prefix);
    }
}
