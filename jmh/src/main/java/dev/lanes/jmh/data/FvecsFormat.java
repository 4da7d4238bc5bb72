package dev.lanes.jmh.data;

import java.io.IOException;
import java.nio.ByteOrder;

/// `.fvecs` of the TEXMEX collections: each row is an int32 with its dimension and then that many
/// float32, little endian, without a header.
final class FvecsFormat implements VectorFormat {
    @Override
    public void read(ByteReader reader, RowCollector rows) throws IOException {
        byte[] buffer = new byte[readDimension(reader) * Float.BYTES];
        rows.add(reader.readRow(buffer));
        while (!rows.full() && !reader.atEnd()) {
            long offset = reader.offset();
            int dimension = readDimension(reader);
            if (dimension * Float.BYTES != buffer.length) {
                throw reader.corrupt(
                        offset,
                        "dimension %d as in the first row".formatted(buffer.length / Float.BYTES),
                        Integer.toString(dimension));
            }
            rows.add(reader.readRow(buffer));
        }
    }

    private static int readDimension(ByteReader reader) throws IOException {
        long offset = reader.offset();
        int found = reader.readInt(ByteOrder.LITTLE_ENDIAN, "a dimension");
        return VectorFormat.dimension(reader, offset, found);
    }
}
