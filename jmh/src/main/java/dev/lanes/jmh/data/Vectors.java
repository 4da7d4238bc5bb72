package dev.lanes.jmh.data;

import java.util.List;

/// The rows of a vector file, on the heap, in the order of the file.
///
/// One array a row: an index takes its rows one by one, and a data set may hold more floats than
/// one Java array can.
///
/// @param name the last part of the file's path
/// @param dimension floats in a row
/// @param rows the rows; at least one, none of which the caller may write to
public record Vectors(String name, int dimension, List<float[]> rows) {
    /// Copies the list, not the rows.
    public Vectors {
        rows = List.copyOf(rows);
    }

    /// How many rows there are.
    public int size() {
        return rows.size();
    }
}
