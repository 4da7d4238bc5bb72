package dev.lanes.search.retrieval;

/// Who encodes a query's text for a sparse field.
public enum SparseMode {
    /// As the field's model does by default.
    USUAL,
    /// The network that encodes passages encodes queries too.
    SYMMETRIC,
    /// A table of the weights of tokens, without a network.
    DOC_ONLY
}
