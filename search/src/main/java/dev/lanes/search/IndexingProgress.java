package dev.lanes.search;

/// Is told how far the making of a collection has got. The calls come from the thread that makes
/// it, stage after stage: all documents are read, then encoded, then linked.
public interface IndexingProgress {
    /// Says nothing.
    IndexingProgress NONE = new IndexingProgress() {};

    /// A document has been read and stored.
    ///
    /// @param documents how many have been, this one included
    default void read(long documents) {}

    /// A batch has been encoded.
    ///
    /// @param documents how many documents have been encoded so far
    /// @param total how many there are
    /// @param tokens how many tokens (without padding) the model has processed so far
    default void encoded(long documents, long total, long tokens) {}

    /// A vector has been linked into the graph.
    ///
    /// @param documents how many have been, this one included
    /// @param total how many there are
    default void linked(long documents, long total) {}
}
