package dev.lanes.simd;

/// A C kernel that compares one query with blocks of rows, at one tier. Thread-safe.
public final class NativeBlock {
    private final BlockOperation operation;
    private final Tier tier;

    NativeBlock(BlockOperation operation, Tier tier) {
        this.operation = operation;
        this.tier = tier;
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
    /// @param query address of the query
    /// @param rows address of the rows' addresses
    /// @param count how many rows
    /// @param bytes of a row that are compared, a multiple of 64
    /// @param results address of as many floats for the values
    public void score(long query, long rows, int count, int bytes, long results) {
        Border.score(operation.number, tier.bit, query, rows, count, bytes, results);
    }
}
