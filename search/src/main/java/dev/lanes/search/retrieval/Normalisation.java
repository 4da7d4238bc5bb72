package dev.lanes.search.retrieval;

/// How the scores of one retriever's candidates are made comparable with another's, by OpenSearch's
/// definitions.
public enum Normalisation {
    /// Scores as they are.
    NONE,
    /// (s − min) / (max − min), over the candidates. The worst, which would be 0, is .001; where
    /// all are equal they are 1.
    MIN_MAX,
    /// s / √Σs², over the candidates; 0 where all are 0.
    L2,
    /// (s − mean) / standard deviation, over the candidates; the deviation is that of a sample.
    /// What would not be above 0 is .001; where all are equal they are 1. (OpenSearch leaves a
    /// score that equals the mean as it was, which puts it before all others.)
    Z_SCORE
}
