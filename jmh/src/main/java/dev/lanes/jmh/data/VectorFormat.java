package dev.lanes.jmh.data;

import java.io.IOException;

/// One format of vector files.
interface VectorFormat {
    /// Largest dimension that a row may have: what an index takes. A larger number in a header is
    /// damage, not a wish for memory.
    int MAX_DIMENSION = 4096;

    /// Reads rows until the collector is full or the file ends.
    void read(ByteReader reader, RowCollector rows) throws IOException;

    /// Checks a dimension that stood in a file.
    static int dimension(ByteReader reader, long offset, long found) throws IOException {
        if (found < 1 || found > MAX_DIMENSION) {
            throw reader.corrupt(
                    offset, "a dimension in 1.." + MAX_DIMENSION, Long.toString(found));
        }
        return (int) found;
    }
}
