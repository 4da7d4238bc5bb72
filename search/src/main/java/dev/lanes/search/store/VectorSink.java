package dev.lanes.search.store;

/// Takes rows one after the other.
@FunctionalInterface
public interface VectorSink {
    /// Takes one row.
    ///
    /// @param row its number
    /// @param vector its values; the sink may keep the array
    void accept(long row, float[] vector);
}
