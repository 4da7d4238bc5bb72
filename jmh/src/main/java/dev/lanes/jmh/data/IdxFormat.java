package dev.lanes.jmh.data;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;

/// IDX of the MNIST family: two zero bytes, a type (8: unsigned byte), how many dimensions, each of
/// them as a big-endian int32, then the values.
///
/// The first dimension counts the images; the others multiply to the dimension of a row, which
/// holds the raw pixels 0..255.
final class IdxFormat implements VectorFormat {
    private static final byte UNSIGNED_BYTE = 8;

    /// Whether a file starts like IDX, whatever its name.
    static boolean recognises(ByteReader reader) throws IOException {
        return Arrays.equals(reader.peek(3), new byte[] {0, 0, UNSIGNED_BYTE});
    }

    @Override
    public void read(ByteReader reader, RowCollector rows) throws IOException {
        int axes = readMagic(reader);
        int count = reader.readInt(ByteOrder.BIG_ENDIAN, "an image count");
        if (count < 1) {
            throw reader.corrupt(4, "an image count of at least 1", Integer.toString(count));
        }
        byte[] pixels = new byte[readDimension(reader, axes - 1)];
        while (!rows.full() && rows.size() < count) {
            reader.read(pixels, "an image");
            float[] row = new float[pixels.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = Byte.toUnsignedInt(pixels[i]);
            }
            rows.add(row);
        }
        if (rows.size() == count) {
            reader.expectEnd();
        }
    }

    private static int readMagic(ByteReader reader) throws IOException {
        int magic = reader.readInt(ByteOrder.BIG_ENDIAN, "a magic number");
        int axes = magic & 0xff;
        if (magic >>> 8 != UNSIGNED_BYTE || axes < 2 || axes > 3) {
            throw reader.corrupt(
                    0, "the magic number 0x00000802 or 0x00000803", "0x%08x".formatted(magic));
        }
        return axes;
    }

    private static int readDimension(ByteReader reader, int axes) throws IOException {
        long dimension = 1;
        for (int i = 0; i < axes; i++) {
            long offset = reader.offset();
            // Each factor is checked on its own, so that the product cannot overflow.
            int side = reader.readInt(ByteOrder.BIG_ENDIAN, "a side of an image");
            dimension *= VectorFormat.dimension(reader, offset, side);
            VectorFormat.dimension(reader, offset, dimension);
        }
        return (int) dimension;
    }
}
