package dev.lanes.kernels.internal;

import java.util.Optional;

/// Compares a query with blocks of rows.
///
/// The raw value of a row (see [dev.lanes.vector.Similarity]) depends on the query and the row
/// alone: not on its place in the block, nor on its neighbours, nor on whether the JIT has compiled
/// the kernel yet. For one thread.
///
/// @param <Q> what a query is to this kernel
public interface BlockKernel<Q> {
    /// Takes a query for all the blocks to come.
    ///
    /// @param query the query; it must stay as it is until the next one is taken
    void prepare(Q query);

    /// Takes a row as the query for all the blocks to come, where that costs less than to restore
    /// its values.
    ///
    /// @param ordinal which row; it must be there
    /// @return whether it was taken
    default boolean prepareRow(int ordinal) {
        return false;
    }

    /// Compares the query with a block of rows.
    ///
    /// @param ordinals which rows; each must be there
    /// @param count how many of the ordinals
    /// @param raw receives the value of each
    /// @throws IllegalStateException when the rows' memory is closed
    void score(int[] ordinals, int count, float[] raw);

    /// Where C finds the query.
    ///
    /// @return nothing, unless C compares
    default Optional<NativeQueryPlace> nativeQuery() {
        return Optional.empty();
    }
}
