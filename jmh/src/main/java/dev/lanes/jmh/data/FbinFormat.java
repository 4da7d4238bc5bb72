package dev.lanes.jmh.data;

import java.io.IOException;
import java.nio.ByteOrder;

/// `.fbin` of the big-ann benchmarks: int32 rows, int32 dimension, then the rows as float32, all
/// little endian.
final class FbinFormat implements VectorFormat {
    @Override
    public void read(ByteReader reader, RowCollector rows) throws IOException {
        int count = reader.readInt(ByteOrder.LITTLE_ENDIAN, "a row count");
        if (count < 1) {
            throw reader.corrupt(0, "a row count of at least 1", Integer.toString(count));
        }
        long offset = reader.offset();
        int found = reader.readInt(ByteOrder.LITTLE_ENDIAN, "a dimension");
        byte[] buffer = new byte[VectorFormat.dimension(reader, offset, found) * Float.BYTES];
        while (!rows.full() && rows.size() < count) {
            rows.add(reader.readRow(buffer));
        }
        if (rows.size() == count) {
            reader.expectEnd();
        }
    }
}
