package dev.lanes.kernels.internal;

/// Dot products of a few rows and a panel of queries, in Java.
interface TileProduct {
    /// Rows that are multiplied together.
    int ROWS = 4;

    /// Vectors of queries in a panel at most.
    int MOST_VECTORS = 3;

    /// Queries in a vector, at most 16.
    int width();

    /// Multiplies.
    ///
    /// @param rows [#ROWS] rows, one after the other
    /// @param dimension values a row
    /// @param packed queries; from `at` on value 0 of each query of the panel, then value 1, …
    /// @param at where the panel starts
    /// @param sums receives the products of the first row, then of the second, …; its length is
    ///   [#ROWS] times the queries in the panel, 1 to [#MOST_VECTORS] vectors of them
    void multiply(float[] rows, int dimension, float[] packed, int at, float[] sums);
}
