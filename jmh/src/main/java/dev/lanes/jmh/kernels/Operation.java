package dev.lanes.jmh.kernels;

import java.util.Locale;

/// What is computed of a query and a row.
public enum Operation {
    DOT,
    L2,
    COSINE,
    HAMMING;

    /// As it stands in results.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
