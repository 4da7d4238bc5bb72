package dev.lanes.jmh.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// Writes `.fvecs`: each row as an int32 with its dimension and then that many float32, little
/// endian.
public final class FvecsWriter {
    private FvecsWriter() {}

    /// Writes rows.
    ///
    /// @param rows all of one dimension
    /// @param out best buffered; not closed
    public static void write(List<float[]> rows, OutputStream out) throws IOException {
        for (float[] row : rows) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(Integer.BYTES + row.length * Float.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(row.length);
            bytes.asFloatBuffer().put(row);
            out.write(bytes.array());
        }
    }
}
