package dev.lanes.kernels.internal;

import dev.lanes.memory.Records;

/// Raw values (see [dev.lanes.vector.Similarity]) of float32 rows against one query.
///
/// A row's record holds `query.length` little-endian floats, a multiple of 16, its end filled with
/// zeros like the query's. The value of a row depends on the query and the row alone: not on its
/// place in the block, nor on its neighbours, nor on whether the JIT has compiled the kernel yet.
public sealed interface FloatKernels permits ScalarFloatKernels, PanamaFloatKernels {
    /// Rows and queries are padded to a multiple of this many floats: one 512-bit register.
    int LANES = 16;

    /// Dot products.
    ///
    /// @param query the query, padded
    /// @param rows where the rows lie
    /// @param ordinals which rows
    /// @param count how many of the ordinals
    /// @param raw receives the value of each
    void dot(float[] query, Records rows, int[] ordinals, int count, float[] raw);

    /// Squared distances, negated.
    ///
    /// @param query the query, padded
    /// @param rows where the rows lie
    /// @param ordinals which rows
    /// @param count how many of the ordinals
    /// @param raw receives the value of each
    void negatedSquaredL2(float[] query, Records rows, int[] ordinals, int count, float[] raw);

    /// What runs, for a log.
    ///
    /// @return for example "panama, 512 bits"
    String description();
}
