package dev.lanes.search;

import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.FilterValue;
import dev.lanes.search.retrieval.Range;
import dev.lanes.search.store.FieldTable;
import dev.lanes.search.store.Reading;
import dev.lanes.search.store.ValueRange;
import dev.lanes.vector.IdSet;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;

/// Answers filters from the tables of values.
final class FilterRows {
    /// Of an [IdSet].
    private static final long LONGEST_RANGE = 1L << 36;

    private final Catalog catalog;
    private final Reading reading;
    private final long nextRow;

    FilterRows(Catalog catalog, Reading reading) throws IOException {
        this.catalog = catalog;
        this.reading = reading;
        this.nextRow = reading.counters().nextRow();
    }

    /// The rows of documents that a filter lets pass, and perhaps some that no document has.
    ///
    /// @throws IllegalArgumentException when a field is not there, or has other values
    IdSet of(Filter filter) throws IOException {
        return switch (filter) {
            case Filter.All _ -> all();
            case Filter.And and -> and(and);
            case Filter.Or or -> {
                IdSet rows = IdSet.of();
                for (Filter other : or.filters()) {
                    rows = rows.union(of(other));
                }
                yield rows;
            }
            case Filter.Not not -> all().difference(of(not.filter()));
            case Filter.In in -> {
                Field.Value field = field(in.field());
                IdSet rows = IdSet.of();
                for (FilterValue value : in.values()) {
                    rows = rows.union(ask(field, ValueRange.of(FilterValues.of(field, value))));
                }
                yield rows;
            }
            case Filter.Exists exists -> ask(field(exists.field()), ValueRange.all());
            case Filter.Prefix prefix -> {
                Field.Value field = field(prefix.field());
                FilterValues.requireKeyword(field);
                yield ask(field, ValueRange.prefix(prefix.prefix()));
            }
            case Range range ->
                    ask(field(range.field()), FilterValues.range(field(range.field()), range));
        };
    }

    /// All rows that there ever were, which takes no looking; where these are too many, those that
    /// there are.
    private IdSet all() throws IOException {
        if (nextRow == 0) {
            return IdSet.of();
        }
        if (nextRow <= LONGEST_RANGE) {
            return IdSet.range(0, nextRow - 1);
        }
        LongStream.Builder rows = LongStream.builder();
        reading.rows(rows::add);
        return IdSet.of(rows.build());
    }

    private IdSet and(Filter.And and) throws IOException {
        IdSet rows = null;
        for (Filter other : and.filters()) {
            if (!(other instanceof Filter.Not)) {
                IdSet passing = of(other);
                rows = rows == null ? passing : rows.intersection(passing);
            }
        }
        rows = rows == null ? all() : rows;
        for (Filter other : and.filters()) {
            if (other instanceof Filter.Not not) {
                rows = rows.difference(of(not.filter()));
            }
        }
        return rows;
    }

    private Field.Value field(String name) {
        Field field;
        try {
            field = catalog.schema().field(name);
        } catch (NoSuchElementException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (field instanceof Field.Value value) {
            return value;
        }
        throw new IllegalArgumentException(
                "the field \"%s\" must have values to filter by (keyword, long, double, boolean or date)"
                        .formatted(name));
    }

    private IdSet ask(Field.Value field, ValueRange range) throws IOException {
        FieldTable table = catalog.state(field).table();
        LongStream.Builder rows = LongStream.builder();
        reading.values(table, range, rows::add);
        return IdSet.of(rows.build());
    }
}
