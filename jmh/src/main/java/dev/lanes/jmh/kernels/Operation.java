package dev.lanes.jmh.kernels;

import dev.lanes.vector.Similarity;
import java.util.Locale;

/// What is computed of a query and a row.
public enum Operation {
    DOT(Similarity.DOT),
    L2(Similarity.EUCLIDEAN),
    COSINE(Similarity.COSINE);

    private final Similarity similarity;

    Operation(Similarity similarity) {
        this.similarity = similarity;
    }

    Similarity similarity() {
        return similarity;
    }

    /// As it stands in results.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
