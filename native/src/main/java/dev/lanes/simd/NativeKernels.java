package dev.lanes.simd;

/// The C kernels at one tier. Having one of these is the proof that the library is loaded.
///
/// Every method compares one query with a block of rows and checks nothing. The caller answers for
/// this: all addresses are of memory outside the heap that stays where it is during the call; the
/// query and the rows are little-endian float32, padded with zeros to a multiple of 16 values and
/// aligned to 4 bytes, best to 64. A wrong address ends the process.
///
/// The score of a row depends neither on its place in the block nor on its neighbours. A call holds
/// up the JVM's safepoints until it is done: blocks, not whole scans.
///
/// Thread-safe.
public final class NativeKernels {
    private final Tier tier;

    NativeKernels(Tier tier) {
        this.tier = tier;
    }

    /// Which instructions run.
    ///
    /// @return the tier
    public Tier tier() {
        return tier;
    }

    /// Dot products.
    ///
    /// @param query address of the query
    /// @param rows address of `count` addresses of rows
    /// @param count how many rows
    /// @param dimension values a row with the padding, a multiple of 16
    /// @param results address of `count` floats, which receive the products
    public void f32Dot(long query, long rows, int count, int dimension, long results) {
        Border.f32Dot(tier.bit, query, rows, count, dimension, results);
    }

    /// Squared Euclidean distances, negated.
    ///
    /// @param query address of the query
    /// @param rows address of `count` addresses of rows
    /// @param count how many rows
    /// @param dimension values a row with the padding, a multiple of 16
    /// @param results address of `count` floats, which receive the negated distances
    public void f32SquaredL2(long query, long rows, int count, int dimension, long results) {
        Border.f32SquaredL2(tier.bit, query, rows, count, dimension, results);
    }
}
