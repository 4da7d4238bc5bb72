package dev.lanes.vector;

/// How two rows are compared. Kernels compute a raw value, for which larger is closer under every
/// similarity; callers get the score that [#score] makes of it.
///
/// | similarity | raw value | score |
/// |---|---|---|
/// | EUCLIDEAN | -d², the squared distance negated | 1 / (1 + d²), in (0, 1] |
/// | COSINE | cosine of the angle | the same, in [-1, 1] |
/// | DOT | dot product | the same |
///
/// A row of zeros has no direction: under COSINE its score with every row is 0.
public enum Similarity {
    /// Squared Euclidean distance.
    EUCLIDEAN,
    /// Cosine of the angle between two rows.
    COSINE,
    /// Dot product. For rows that were normalised it equals the cosine.
    DOT;

    /// Turns a raw value into a score. It never changes an order.
    ///
    /// @param raw what a kernel computed
    /// @return the score; larger is closer
    public float score(float raw) {
        return switch (this) {
            // Estimates of a distance of 0 may be below it.
            case EUCLIDEAN -> 1f / (1f - Math.min(raw, 0));
            case COSINE -> Math.clamp(raw, -1f, 1f);
            case DOT -> raw;
        };
    }
}
