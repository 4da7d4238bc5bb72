package dev.lanes.search;

import dev.lanes.hnsw.HnswSettings;
import dev.lanes.vector.Similarity;
import java.util.Objects;
import java.util.Optional;

/// How the dense rows of a field are compared and linked (see [HnswSettings]).
///
/// @param similarity how rows are compared: as the model wants, or cosine without a model, where
///   empty
/// @param m how many links a new row gets on each level, 2..256
/// @param efConstruction how many candidates are looked at for a new row's links, 1..10000
public record Graph(Optional<Similarity> similarity, int m, int efConstruction) {
    private static final int DEFAULT_M = 16;
    private static final int DEFAULT_EF_CONSTRUCTION = 200;

    /// Checks the numbers.
    public Graph {
        Objects.requireNonNull(similarity, "similarity");
        HnswSettings checked = HnswSettings.of(Similarity.DOT).withM(m);
        Objects.requireNonNull(checked.withEfConstruction(efConstruction));
    }

    /// m 16, efConstruction 200.
    public static Graph of() {
        return new Graph(Optional.empty(), DEFAULT_M, DEFAULT_EF_CONSTRUCTION);
    }

    /// The same with rows that are compared in another way.
    public Graph withSimilarity(Similarity other) {
        return new Graph(Optional.of(other), m, efConstruction);
    }

    /// The same with another m.
    public Graph withM(int links) {
        return new Graph(similarity, links, efConstruction);
    }

    /// The same with another efConstruction.
    public Graph withEfConstruction(int candidates) {
        return new Graph(similarity, m, candidates);
    }
}
