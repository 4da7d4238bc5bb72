package dev.lanes.search;

import dev.lanes.vector.SparseVector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Rows as the database keeps them, in little-endian order: the floats of a dense row; the terms of
/// a sparse one, then their weights.
final class RowBytes {
    private RowBytes() {}

    static byte[] of(float[] row) {
        ByteBuffer bytes =
                ByteBuffer.allocate(row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(row);
        return bytes.array();
    }

    static byte[] of(SparseVector row) {
        ByteBuffer bytes =
                ByteBuffer.allocate(row.size() * (Integer.BYTES + Float.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < row.size(); i++) {
            bytes.putInt(row.term(i));
        }
        for (int i = 0; i < row.size(); i++) {
            bytes.putFloat(row.weight(i));
        }
        return bytes.array();
    }

    /// @throws IOException when the row has another dimension
    static float[] dense(byte[] bytes, int dimension) throws IOException {
        if (bytes.length != dimension * Float.BYTES) {
            throw new IOException(
                    "a row must have %d bytes but has %d"
                            .formatted(dimension * Float.BYTES, bytes.length));
        }
        float[] row = new float[dimension];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(row);
        return row;
    }

    /// @throws IOException when the bytes are no row
    static SparseVector sparse(byte[] bytes) throws IOException {
        if (bytes.length % (Integer.BYTES + Float.BYTES) != 0) {
            throw new IOException("a sparse row must not have %d bytes".formatted(bytes.length));
        }
        int[] terms = new int[bytes.length / (Integer.BYTES + Float.BYTES)];
        float[] weights = new float[terms.length];
        ByteBuffer from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        from.asIntBuffer().get(terms);
        from.position(terms.length * Integer.BYTES)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(weights);
        try {
            return SparseVector.of(terms, weights);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
