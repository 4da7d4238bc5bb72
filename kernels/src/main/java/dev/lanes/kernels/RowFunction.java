package dev.lanes.kernels;

/// A caller's own way to compare a query with a row. Called from every thread of the executor.
@FunctionalInterface
public interface RowFunction {
    /// Compares.
    ///
    /// @param query as it was asked; not to be written to
    /// @param row as [VectorMatrix#row] gives it; not to be kept
    /// @return the score, larger is closer; NaN for a row that shall not be found
    float score(float[] query, float[] row);
}
