package dev.lanes.kernels;

/// How the values of a row are stored. What each costs in recall is measured in
/// `docs/decisions/0007-encodings.md`.
///
/// | encoding | bytes a row of n values | query | error |
/// |---|---|---|---|
/// | FLOAT32 | 4n | float32 | float rounding only |
/// | BFLOAT16 | 2n | float32 | each value by at most 1/256 of itself |
/// | INT8 | n | 8 bits | each value by at most half a step; a step is 1/255 of the dimension's range |
/// | INT4 | n/2 | 8 bits | each value by at most half a step; a step is 1/15 of the dimension's range |
/// | BINARY | n/8 + 12 | 4 bits | an unbiased estimate; its error falls with 1/√n |
///
/// Rows are padded to 64 bytes. Values outside of the range that a sample showed are clipped to it.
/// The query of INT8 and INT4 is rounded too, to 255 steps between its largest value, weighted by
/// its dimension's step, and that negated.
public enum Encoding {
    /// IEEE 754 single precision, as it came.
    FLOAT32,
    /// The upper half of a float32, rounded to nearest even.
    BFLOAT16,
    /// Eight bits a value: 255 equal steps over the range of its dimension.
    INT8,
    /// Four bits a value: 15 equal steps over the range of its dimension; two values a byte.
    INT4,
    /// One bit a value after centring and a random rotation, with correction factors (RaBitQ: Gao
    /// and Long, SIGMOD 2024), so that values are estimates of the similarity.
    BINARY
}
