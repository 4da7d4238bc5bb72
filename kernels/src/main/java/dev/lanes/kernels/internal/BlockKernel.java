package dev.lanes.kernels.internal;

/// Compares a query with blocks of rows.
///
/// The raw value of a row (see [dev.lanes.vector.Similarity]) depends on the query and the row
/// alone: not on its place in the block, nor on its neighbours, nor on whether the JIT has compiled
/// the kernel yet. For one thread.
@FunctionalInterface
public interface BlockKernel {
    /// Compares.
    ///
    /// @param query the query, padded like a row
    /// @param ordinals which rows; each must be there
    /// @param count how many of the ordinals
    /// @param raw receives the value of each
    void score(float[] query, int[] ordinals, int count, float[] raw);
}
