package dev.lanes.hnsw;

import dev.lanes.vector.Similarity;
import java.util.Objects;

/// How a graph is built. Rows of any dimension can be indexed with the same settings.
///
/// @param similarity how rows are compared
/// @param m links that a new row gets on each level (M in the paper), 2 to 256; level 0 keeps up to
///   twice as many. More costs memory and building time and gives more recall: 16 suits most
///   embeddings, 24 to 48 hard ones
/// @param efConstruction how many candidates are looked at for a new row's links, 1 to 10000
/// @param seed what the levels are drawn from: one seed, one thread and one order of rows give one
///   graph
/// @param storage in which encoding the graph is walked, and whether rows stay in full precision
public record HnswSettings(
        Similarity similarity, int m, int efConstruction, long seed, RowStorage storage) {
    private static final int DEFAULT_M = 16;
    private static final int DEFAULT_EF_CONSTRUCTION = 200;
    private static final long DEFAULT_SEED = 42;

    public HnswSettings {
        Objects.requireNonNull(similarity, "similarity");
        requireRange("m", m, 2, 256);
        requireRange("efConstruction", efConstruction, 1, 10_000);
        Objects.requireNonNull(storage, "storage");
    }

    private static void requireRange(String name, int value, int from, int to) {
        if (value < from || value > to) {
            throw new IllegalArgumentException(
                    "%s must be in %d..%d but was %d".formatted(name, from, to, value));
        }
    }

    /// The defaults: m 16, efConstruction 200, the encoding that suits the rows.
    ///
    /// @param similarity how rows are compared
    /// @return settings to go on from
    public static HnswSettings of(Similarity similarity) {
        return new HnswSettings(
                similarity,
                DEFAULT_M,
                DEFAULT_EF_CONSTRUCTION,
                DEFAULT_SEED,
                RowStorage.automatic());
    }

    /// The same with another m.
    ///
    /// @param m links a new row gets, 2 to 256
    /// @return new settings
    public HnswSettings withM(int m) {
        return new HnswSettings(similarity, m, efConstruction, seed, storage);
    }

    /// The same with another efConstruction.
    ///
    /// @param efConstruction candidates for a new row's links, 1 to 10000
    /// @return new settings
    public HnswSettings withEfConstruction(int efConstruction) {
        return new HnswSettings(similarity, m, efConstruction, seed, storage);
    }

    /// The same with another seed.
    ///
    /// @param seed what levels are drawn from
    /// @return new settings
    public HnswSettings withSeed(long seed) {
        return new HnswSettings(similarity, m, efConstruction, seed, storage);
    }

    /// The same with rows stored in another way.
    ///
    /// @param storage in which encoding the graph is walked, and whether rows stay in full
    ///   precision
    /// @return new settings
    public HnswSettings withStorage(RowStorage storage) {
        return new HnswSettings(similarity, m, efConstruction, seed, storage);
    }
}
