package dev.lanes.search.engine;

import dev.lanes.search.retrieval.Retriever;

/// Which part of a ranking is wanted.
///
/// @param from how many documents come before it, at least 0
/// @param size how many documents, at least 1; with those before at most [Retriever#LIMIT]
public record Page(int from, int size) {
    /// @throws IllegalArgumentException when a number is out of range
    public Page {
        if (from < 0) {
            throw new IllegalArgumentException("from must be at least 0 but was " + from);
        }
        if (size < 1) {
            throw new IllegalArgumentException("size must be at least 1 but was " + size);
        }
        if ((long) from + size > Retriever.LIMIT) {
            throw new IllegalArgumentException(
                    "from + size must be at most %d but was %d"
                            .formatted(Retriever.LIMIT, (long) from + size));
        }
    }

    /// The first documents.
    ///
    /// @param size how many, in 1..[Retriever#LIMIT]
    /// @return the page
    public static Page first(int size) {
        return new Page(0, size);
    }

    /// Where the page ends.
    int end() {
        return from + size;
    }
}
