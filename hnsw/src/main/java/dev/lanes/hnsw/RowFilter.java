package dev.lanes.hnsw;

import dev.lanes.vector.IdSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;

/// Which rows a search may return, by their ids.
///
/// An index turns a filter into a set of its rows at the first search with it and keeps that set,
/// brought up to date, for the next searches with the same object: keep a filter that is used
/// again. A filter may be used with any number of indexes and threads.
public final class RowFilter {
    private final LongPredicate test;
    private final Optional<IdSet> ids;

    private RowFilter(LongPredicate test, Optional<IdSet> ids) {
        this.test = test;
        this.ids = ids;
    }

    /// Rows whose ids are in a set.
    ///
    /// @param ids those that pass; ids that are not in the index do not matter
    /// @return a filter
    public static RowFilter of(IdSet ids) {
        return new RowFilter(ids::contains, Optional.of(ids));
    }

    /// Rows whose ids a test lets pass.
    ///
    /// @param test says of an id always the same, on any thread, and is asked once for each row at
    ///   most of the searches, not at each one. What it throws comes out of the search
    /// @return a filter
    public static RowFilter matching(LongPredicate test) {
        return new RowFilter(Objects.requireNonNull(test, "test"), Optional.empty());
    }

    boolean passes(long id) {
        return test.test(id);
    }

    /// The set, if it is one.
    Optional<IdSet> ids() {
        return ids;
    }
}
