package dev.lanes.vector;

/// How two rows are compared, and how the raw value that a kernel computes becomes a score where
/// larger means closer.
///
/// | similarity | raw value | score |
/// |---|---|---|
/// | EUCLIDEAN | squared distance d² | 1 / (1 + d²), in (0, 1] |
/// | COSINE | cosine of the angle | the same, in [-1, 1] |
/// | DOT | dot product | the same |
///
/// A row of zeros has no direction; under COSINE its score with every row is 0.
public enum Similarity {
    /// Squared Euclidean distance.
    EUCLIDEAN,
    /// Cosine of the angle between the two rows.
    COSINE,
    /// Dot product. For rows that were normalised it equals the cosine.
    DOT;

    /// Turns a raw kernel value into a score.
    ///
    /// @param raw the squared distance for EUCLIDEAN, the cosine for COSINE, the dot product for DOT
    /// @return the score; larger is closer
    public float score(float raw) {
        return this == EUCLIDEAN ? 1f / (1f + raw) : raw;
    }
}
