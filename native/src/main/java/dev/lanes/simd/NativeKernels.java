package dev.lanes.simd;

/// The C kernels at one tier. Having one of these is the proof that the library is loaded.
///
/// Every method compares one query with a block of rows and checks nothing. The caller answers for
/// this: all addresses are of memory outside the heap that stays where it is during the call; rows
/// and queries are little-endian, padded with zeros to `bytes` bytes of a row, and aligned to 4
/// bytes, best to 64. A wrong address ends the process.
///
/// All methods take the address of the query, the address of `count` addresses of rows, the bytes
/// of a row that are compared (a multiple of 64) and the address of `count` floats for the values.
/// The value of a row depends neither on its place in the block nor on its neighbours. A call holds
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

    /// Dot products of float32 rows with a float32 query.
    ///
    /// @param query address of the query
    /// @param rows address of the rows' addresses
    /// @param count how many rows
    /// @param bytes of a row
    /// @param results address of the values
    public void f32Dot(long query, long rows, int count, int bytes, long results) {
        Border.f32Dot(tier.bit, query, rows, count, bytes, results);
    }

    /// Squared Euclidean distances of float32 rows from a float32 query, negated.
    ///
    /// @param query address of the query
    /// @param rows address of the rows' addresses
    /// @param count how many rows
    /// @param bytes of a row
    /// @param results address of the values
    public void f32SquaredL2(long query, long rows, int count, int bytes, long results) {
        Border.f32SquaredL2(tier.bit, query, rows, count, bytes, results);
    }

    /// Dot products of bfloat16 rows with a float32 query, which lies in blocks of 32 values: first
    /// those for the even places of a row, then those for the odd ones.
    ///
    /// @param query address of the query
    /// @param rows address of the rows' addresses
    /// @param count how many rows
    /// @param bytes of a row
    /// @param results address of the values
    public void bf16Dot(long query, long rows, int count, int bytes, long results) {
        Border.bf16Dot(tier.bit, query, rows, count, bytes, results);
    }

    /// Squared Euclidean distances, negated, of bfloat16 rows from a query that lies as for
    /// [#bf16Dot].
    ///
    /// @param query address of the query
    /// @param rows address of the rows' addresses
    /// @param count how many rows
    /// @param bytes of a row
    /// @param results address of the values
    public void bf16SquaredL2(long query, long rows, int count, int bytes, long results) {
        Border.bf16SquaredL2(tier.bit, query, rows, count, bytes, results);
    }

    /// Values of rows of unsigned bytes for a query of signed bytes, behind a head of 64 bytes
    /// (code_query.h).
    ///
    /// @param query address of the query
    /// @param rows address of the rows' addresses
    /// @param count how many rows
    /// @param bytes of a row
    /// @param results address of the values
    public void u8Dot(long query, long rows, int count, int bytes, long results) {
        Border.u8Dot(tier.bit, query, rows, count, bytes, results);
    }

    /// Values of rows of 4-bit codes, 128 in a block of 64 bytes, for a query of signed bytes
    /// behind a head of 64 bytes (code_query.h).
    ///
    /// @param query address of the query
    /// @param rows address of the rows' addresses
    /// @param count how many rows
    /// @param bytes of a row
    /// @param results address of the values
    public void u4Dot(long query, long rows, int count, int bytes, long results) {
        Border.u4Dot(tier.bit, query, rows, count, bytes, results);
    }

    /// Values of rows of bits for a query of four planes of bits behind a head of 64 bytes
    /// (code_query.h).
    ///
    /// @param query address of the query
    /// @param rows address of the rows' addresses
    /// @param count how many rows
    /// @param bytes of a row
    /// @param results address of the values
    public void u1Dot(long query, long rows, int count, int bytes, long results) {
        Border.u1Dot(tier.bit, query, rows, count, bytes, results);
    }

    /// Hamming distances of rows of bits from a query of bits, negated.
    ///
    /// @param query address of the query
    /// @param rows address of the rows' addresses
    /// @param count how many rows
    /// @param bytes of a row
    /// @param results address of the values
    public void bitsHamming(long query, long rows, int count, int bytes, long results) {
        Border.bitsHamming(tier.bit, query, rows, count, bytes, results);
    }

    /// Jaccard similarities of rows of bits with a query of bits: bits in both over bits in either,
    /// 1 where neither has any.
    ///
    /// @param query address of the query
    /// @param rows address of the rows' addresses
    /// @param count how many rows
    /// @param bytes of a row
    /// @param results address of the values
    public void bitsJaccard(long query, long rows, int count, int bytes, long results) {
        Border.bitsJaccard(tier.bit, query, rows, count, bytes, results);
    }
}
