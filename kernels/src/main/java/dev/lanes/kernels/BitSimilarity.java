package dev.lanes.kernels;

/// How two rows of bits are compared. Kernels compute a raw value, for which larger is closer.
public enum BitSimilarity {
    /// The number of bits that differ, negated.
    HAMMING,
    /// The number of bits that are set in both over the number of bits that are set in either; 1
    /// when neither has any.
    JACCARD
}
