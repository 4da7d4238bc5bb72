package dev.lanes.sparse;

import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The rows of splade-pp-ed: a gzipped file in big-ann's CSR, whose terms are not sorted.
final class RealRows {
    private RealRows() {}

    static List<SparseVector> read(String data) throws IOException {
        var path = Path.of(data, "splade-pp-ed", "vectors.csr.gz");
        byte[] bytes;
        try (var in = new GZIPInputStream(Files.newInputStream(path))) {
            bytes = in.readAllBytes();
        }
        var file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int count = (int) file.getLong(0);
        int starts = 3 * Long.BYTES;
        int terms = starts + (count + 1) * Long.BYTES;
        int weights = terms + (int) file.getLong(2 * Long.BYTES) * Integer.BYTES;
        var rows = new ArrayList<SparseVector>(count);
        for (int row = 0; row < count; row++) {
            int from = (int) file.getLong(starts + row * Long.BYTES);
            int length = (int) file.getLong(starts + (row + 1) * Long.BYTES) - from;
            var keys = new long[length];
            for (int i = 0; i < length; i++) {
                keys[i] =
                        (long) file.getInt(terms + (from + i) * Integer.BYTES) << Integer.SIZE | i;
            }
            Arrays.sort(keys);
            var sorted = new int[length];
            var values = new float[length];
            for (int i = 0; i < length; i++) {
                sorted[i] = (int) (keys[i] >>> Integer.SIZE);
                values[i] = file.getFloat(weights + (from + (int) keys[i]) * Float.BYTES);
            }
            rows.add(SparseVector.of(sorted, values));
        }
        return rows;
    }
}
