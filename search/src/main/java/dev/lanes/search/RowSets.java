package dev.lanes.search;

import dev.lanes.hnsw.RowFilter;
import dev.lanes.search.retrieval.Filter;
import dev.lanes.vector.IdSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What filters let pass, kept for the next search with the same filter until something changes.
/// Thread-safe.
final class RowSets {
    private static final int MOST = 64;

    private final Map<Filter, IdSet> rows = new Recent<>();
    private final Map<Use, Object> made = new Recent<>();
    private Indexes.Mark mark = Indexes.Mark.NOTHING;

    /// What an index makes of a set; sets are told apart by their identity, which costs nothing.
    private static final class Use {
        private final IdSet rows;
        private final int table;

        private Use(IdSet rows, int table) {
            this.rows = rows;
            this.table = table;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // see above
        public boolean equals(Object other) {
            return other instanceof Use use && use.rows == rows && use.table == table;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(rows) + table;
        }
    }

    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        private Recent() {
            super(MOST, .75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    }

    /// The rows of a filter.
    ///
    /// @param now the state that it is asked about
    synchronized IdSet rows(Filter filter, Indexes.Mark now, Function<Filter, IdSet> ask) {
        if (!mark.equals(now)) {
            rows.clear();
            made.clear();
            mark = now;
        }
        IdSet known = rows.get(filter);
        if (known == null) {
            known = ask.apply(filter);
            rows.put(filter, known);
        }
        return known;
    }

    /// What a graph makes of a set.
    synchronized RowFilter filter(IdSet set, int table, Function<IdSet, RowFilter> make) {
        return (RowFilter) made.computeIfAbsent(new Use(set, table), _ -> make.apply(set));
    }

    /// The passages of a set of documents.
    synchronized IdSet passages(IdSet set, int table, Function<IdSet, IdSet> make) {
        return (IdSet) made.computeIfAbsent(new Use(set, table), _ -> make.apply(set));
    }
}
