package dev.lanes.simd;

/// Ways in which rows lie and are compared with a query.
public enum BlockOperation {
    /// Dot products of float32 rows with a float32 query.
    F32_DOT(0),

    /// Squared Euclidean distances of float32 rows from a float32 query, negated.
    F32_SQUARED_L2(1),

    /// Dot products of bfloat16 rows with a float32 query, which lies in blocks of 32 values: first
    /// those for the even places of a row, then those for the odd ones.
    BF16_DOT(2),

    /// Squared Euclidean distances, negated, of bfloat16 rows from a query that lies as for
    /// [#BF16_DOT].
    BF16_SQUARED_L2(3),

    /// Values of rows of unsigned bytes for a query of signed bytes, behind a head of 64 bytes
    /// (code_query.h).
    U8_DOT(4),

    /// Values of rows of 4-bit codes, 128 in a block of 64 bytes, for a query of signed bytes
    /// behind a head of 64 bytes (code_query.h).
    U4_DOT(5),

    /// Values of rows of bits for a query of four planes of bits behind a head of 64 bytes
    /// (code_query.h).
    U1_DOT(6),

    /// Hamming distances of rows of bits from a query of bits, negated.
    BITS_HAMMING(7),

    /// Jaccard similarities of rows of bits with a query of bits: bits in both over bits in either,
    /// 1 where neither has any.
    BITS_JACCARD(8);

    /// The number that `enum operation` of kernels.h has for it.
    final int number;

    BlockOperation(int number) {
        this.number = number;
    }

    /// The number that a walk job has for it ([WalkLayout#OPERATION]).
    ///
    /// @return the number
    public int number() {
        return number;
    }
}
