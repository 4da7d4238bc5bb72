package dev.lanes.search.evaluation;

import dev.lanes.vector.SparseVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Rows as bytes and back. What has another form than such a row gives nothing.
interface RowCodec<R> {
    byte[] bytes(R row);

    Optional<R> row(byte[] bytes);

    /// Float32 of a fixed dimension, little-endian.
    record Dense(int dimension) implements RowCodec<float[]> {
        @Override
        public byte[] bytes(float[] row) {
            var bytes = new byte[row.length * Float.BYTES];
            buffer(bytes).asFloatBuffer().put(row);
            return bytes;
        }

        @Override
        public Optional<float[]> row(byte[] bytes) {
            if (bytes.length != dimension * Float.BYTES) {
                return Optional.empty();
            }
            var row = new float[dimension];
            buffer(bytes).asFloatBuffer().get(row);
            return Optional.of(row);
        }
    }

    /// All terms as int32, then all weights as float32, little-endian.
    record Sparse() implements RowCodec<SparseVector> {
        private static final int ENTRY = Integer.BYTES + Float.BYTES;

        @Override
        public byte[] bytes(SparseVector row) {
            var bytes = new byte[row.size() * ENTRY];
            ByteBuffer buffer = buffer(bytes);
            for (int i = 0; i < row.size(); i++) {
                buffer.putInt(i * Integer.BYTES, row.term(i));
                buffer.putFloat(row.size() * Integer.BYTES + i * Float.BYTES, row.weight(i));
            }
            return bytes;
        }

        @Override
        public Optional<SparseVector> row(byte[] bytes) {
            if (bytes.length % ENTRY != 0) {
                return Optional.empty();
            }
            var terms = new int[bytes.length / ENTRY];
            var weights = new float[terms.length];
            ByteBuffer buffer = buffer(bytes);
            buffer.asIntBuffer().get(terms);
            buffer.position(terms.length * Integer.BYTES);
            buffer.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(weights);
            return Optional.of(SparseVector.of(terms, weights));
        }
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
