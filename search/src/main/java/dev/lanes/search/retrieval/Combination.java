package dev.lanes.search.retrieval;

/// How a document's normalised scores become one, with a weight for each retriever. A retriever
/// that did not find the document gives it 0.
public enum Combination {
    /// Σ w·s / Σ w, over all retrievers.
    ARITHMETIC_MEAN,
    /// exp(Σ w·ln s / Σ w), over the retrievers that give the document more than 0.
    GEOMETRIC_MEAN,
    /// Σ w / Σ (w / s), over the retrievers that give the document more than 0.
    HARMONIC_MEAN,
    /// Σ w·s, over all retrievers: Elasticsearch's `linear`.
    SUM
}
