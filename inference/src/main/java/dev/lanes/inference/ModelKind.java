package dev.lanes.inference;

/// What a model makes of text.
public enum ModelKind {
    /// One vector of a fixed dimension for a text.
    DENSE,
    /// A weight for each term of the vocabulary that a text is about, most of them zero.
    SPARSE,
    /// One score for a query and a passage that are read together.
    CROSS_ENCODER
}
