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

    /// Compares one query with a block of rows. The value of a row depends neither on its place in
    /// the block nor on its neighbours. A call holds up the JVM's safepoints until it is done:
    /// blocks, not whole scans.
    ///
    /// Nothing is checked. The caller answers for this: all addresses are of memory outside the
    /// heap that stays where it is during the call; rows and queries are little-endian, padded with
    /// zeros to `bytes` bytes of a row, and aligned to 4 bytes, best to 64. A wrong address ends
    /// the process.
    ///
    /// @param operation how rows lie and are compared
    /// @param query address of the query
    /// @param rows address of the rows' addresses
    /// @param count how many rows
    /// @param bytes of a row that are compared, a multiple of 64
    /// @param results address of as many floats for the values
    public void score(
            BlockOperation operation, long query, long rows, int count, int bytes, long results) {
        Border.score(operation.number, tier.bit, query, rows, count, bytes, results);
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
