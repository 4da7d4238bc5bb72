package dev.lanes.inference;

import dev.lanes.vector.Similarity;

/// STUB a model described by data (read from JSON).
public record ModelDescriptor(
        String name,
        int dimension,
        Pooling pooling,
        boolean normalize,
        String queryPrefix,
        String passagePrefix,
        int maxTokens,
        Similarity similarity,
        String license,
        long bytes,
        String artifact) {}
