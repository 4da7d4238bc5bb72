package dev.lanes.hnsw;

/// On which levels a node is: exponentially distributed with the paper's factor 1 / ln(m), drawn
/// from the seed and the ordinal alone.
final class Levels {
    /// One row in 2³¹ is above this with m = 2, and none that fits an int.
    static final int MAX = 31;

    private static final int RANDOM_BITS = 26;

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Levels() {}

    static int draw(HnswSettings settings, int ordinal) {
        long bits = mix(settings.seed() + GOLDEN_GAMMA * (ordinal + 1L));
        double uniform = (bits >>> 11) * 0x1p-53;
        return (int) Math.min(MAX, -Math.log1p(-uniform) / Math.log(settings.m()));
    }

    /// Where a node stands in the order that [GroundRules] goes by, the highest first: higher
    /// levels before lower ones, and at random within one.
    ///
    /// @return its rank, from 1 on
    static int rank(HnswSettings settings, int ordinal, int level) {
        long bits = mix(~settings.seed() + GOLDEN_GAMMA * (ordinal + 1L));
        int random = (int) (bits >>> (64 - RANDOM_BITS));
        return Math.max(1, (MAX - level) << RANDOM_BITS | random);
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
    /// generators", 2014).
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
