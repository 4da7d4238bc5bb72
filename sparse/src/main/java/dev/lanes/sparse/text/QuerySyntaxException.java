package dev.lanes.sparse.text;

/// A query that cannot be read. The message says where and what was expected there.
public final class QuerySyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int position;

    /// @param query as typed
    /// @param position in it, in chars from 0
    /// @param expected what should be there
    QuerySyntaxException(String query, int position, String expected) {
        super(
                "query must have %s at position %d but had %s"
                        .formatted(expected, position, found(query, position)));
        this.position = position;
    }

    private static String found(String query, int position) {
        return position < query.length()
                ? "\"%s\"".formatted(query.substring(position))
                : "its end there";
    }

    /// {@return where, in chars from 0}
    public int position() {
        return position;
    }
}
