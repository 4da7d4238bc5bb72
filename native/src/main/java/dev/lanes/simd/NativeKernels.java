package dev.lanes.simd;

/// The C kernels at one tier. Having one of these is the proof that the library is loaded.
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

    /// The kernel for rows of a kind.
    ///
    /// @param operation how rows lie and are compared
    /// @return compares a query with blocks of such rows
    public NativeBlock block(BlockOperation operation) {
        return new NativeBlock(operation, tier);
    }

    /// Makes a row of unsigned bytes a query for [BlockOperation#U8_DOT], with what its codec knows
    /// of how to round it (row_query.h).
    ///
    /// @param row address of the row
    /// @param rounding address of a head of 64 bytes, a weight and an offset for each byte of a row
    /// @param bytes of a row
    /// @param query receives a head of 64 bytes and as many codes
    public void u8Query(long row, long rounding, int bytes, long query) {
        Border.u8Query(tier.bit, row, rounding, bytes, query);
    }
}
