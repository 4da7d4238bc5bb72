package dev.lanes.sparse.live;

/// Rows on the heap that were not sealed yet.
///
/// @param <R> what a row is before it is stored
public interface FreshPart<R> extends LivePart {
    /// Adds a row that nobody sees yet. Until [#publish] it may be tried again.
    ///
    /// @throws IllegalArgumentException when it can not be stored; nothing is changed then
    void append(long id, R row);

    /// Lets everybody see the row that was appended last.
    void publish();

    /// Whether there are so many rows that others go elsewhere.
    boolean isFull();
}
