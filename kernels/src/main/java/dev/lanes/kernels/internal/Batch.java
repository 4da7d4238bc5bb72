package dev.lanes.kernels.internal;

/// Many queries, prepared once, that are compared with the rows of a matrix.
///
/// Thread-safe; what compares is a [Pass], of which each thread has one.
public interface Batch {
    /// Compares ranges of rows with all queries, one range after the other. For one thread.
    interface Pass {
        /// Offers every row of a range to what is wanted of every query, unless its value is below
        /// what is asked for.
        ///
        /// @param from ordinal of the first row
        /// @param to ordinal behind the last row
        /// @param wanted of each query
        /// @throws IllegalStateException when the rows' memory is closed
        void score(int from, int to, Wanted[] wanted);
    }

    /// Starts to compare.
    ///
    /// @return a pass for one thread
    Pass pass();

    /// Whether values are those of a scorer, to the bit, so that nothing needs to be scored again.
    ///
    /// @return false when values are near to the scorer's, within the error that the candidates
    ///   were told
    boolean exact();
}
