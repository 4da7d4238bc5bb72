package dev.lanes.jmh.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;

/// Vector files as bytes, written independently of the readers.
public final class VectorBytes {
    private VectorBytes() {}

    /// `.fvecs`.
    public static byte[] fvecs(float[]... rows) {
        int size = 0;
        for (float[] row : rows) {
            size += Integer.BYTES + row.length * Float.BYTES;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) {
            bytes.putInt(row.length);
            for (float value : row) {
                bytes.putFloat(value);
            }
        }
        return bytes.array();
    }

    static byte[] fbin(int count, int dimension, float... values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(count).putInt(dimension);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    static byte[] idx(int magic, int[] sides, int... pixels) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + sides.length * Integer.BYTES + pixels.length);
        bytes.putInt(magic);
        for (int side : sides) {
            bytes.putInt(side);
        }
        for (int pixel : pixels) {
            bytes.put((byte) pixel);
        }
        return bytes.array();
    }

    /// Compressed.
    public static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
