package dev.lanes.hnsw;

import dev.lanes.vector.Similarity;

/// STUB
public record HnswSettings(Similarity similarity, int m, int efConstruction, long seed) {
    public static HnswSettings of(Similarity similarity) {
        return new HnswSettings(similarity, 16, 200, 42);
    }

    public HnswSettings withM(int m) {
        return new HnswSettings(similarity, m, efConstruction, seed);
    }

    public HnswSettings withEfConstruction(int efConstruction) {
        return new HnswSettings(similarity, m, efConstruction, seed);
    }

    public HnswSettings withSeed(long seed) {
        return new HnswSettings(similarity, m, efConstruction, seed);
    }
}
