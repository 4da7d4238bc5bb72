package dev.lanes.jmh.data;

import dev.lanes.memory.CorruptFileException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads a file from front to back, unpacking gzip, and knows at which byte it stands, so that an
/// error can name the place. In a compressed file the place is counted in the unpacked bytes.
final class ByteReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final boolean compressed;
    private final InputStream in;
    private long offset;

    private ByteReader(Path file, boolean compressed, InputStream in) {
        this.file = file;
        this.compressed = compressed;
        this.in = in;
    }

    static ByteReader open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            raw.mark(2);
            boolean compressed = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return new ByteReader(file, compressed, compressed ? gunzip(file, raw) : raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static InputStream gunzip(Path file, InputStream raw) throws IOException {
        try {
            return new BufferedInputStream(new GZIPInputStream(raw, BUFFER_BYTES), BUFFER_BYTES);
        } catch (ZipException | EOFException e) {
            throw new CorruptFileException(
                    file, 0, "a gzip header", String.valueOf(e.getMessage()));
        }
    }

    long offset() {
        return offset;
    }

    /// Whether no byte is left. At the end of a compressed file this also checks its checksum.
    boolean atEnd() throws IOException {
        return peek(1).length == 0;
    }

    /// The next bytes, which stay to be read; fewer where the file ends.
    byte[] peek(int count) throws IOException {
        in.mark(count);
        try {
            byte[] bytes = in.readNBytes(count);
            in.reset();
            return bytes;
        } catch (ZipException | EOFException e) {
            throw brokenGzip(e);
        }
    }

    /// Fills the array.
    ///
    /// @param what the thing being read, for the error
    void read(byte[] target, String what) throws IOException {
        int count;
        try {
            count = in.readNBytes(target, 0, target.length);
        } catch (ZipException | EOFException e) {
            throw brokenGzip(e);
        }
        if (count < target.length) {
            throw corrupt(
                    offset,
                    "%d bytes of %s".formatted(target.length, what),
                    count == 0 ? "the end of the file" : "only %d bytes".formatted(count));
        }
        offset += count;
    }

    int readInt(ByteOrder order, String what) throws IOException {
        byte[] bytes = new byte[Integer.BYTES];
        read(bytes, what);
        return ByteBuffer.wrap(bytes).order(order).getInt();
    }

    long readLong(ByteOrder order, String what) throws IOException {
        byte[] bytes = new byte[Long.BYTES];
        read(bytes, what);
        return ByteBuffer.wrap(bytes).order(order).getLong();
    }

    /// Passes over bytes, which must be there.
    void skip(long count, String what) throws IOException {
        for (long left = count; left > 0; left -= BUFFER_BYTES) {
            read(new byte[(int) Math.min(left, BUFFER_BYTES)], what);
        }
    }

    /// Reads one little-endian row of finite floats.
    ///
    /// @param buffer room for the bytes of the row; its length decides the dimension
    float[] readRow(byte[] buffer) throws IOException {
        long start = offset;
        read(buffer, "a row");
        float[] row = new float[buffer.length / Float.BYTES];
        ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(row);
        for (int i = 0; i < row.length; i++) {
            if (!Float.isFinite(row[i])) {
                throw corrupt(
                        start + (long) i * Float.BYTES, "a finite float", Float.toString(row[i]));
            }
        }
        return row;
    }

    /// Checks that nothing follows.
    void expectEnd() throws IOException {
        if (!atEnd()) {
            throw corrupt(offset, "the end of the file", "more bytes");
        }
    }

    CorruptFileException corrupt(long place, String expected, String found) {
        String where = compressed ? expected + " (unpacked)" : expected;
        return new CorruptFileException(file, place, where, found);
    }

    private CorruptFileException brokenGzip(IOException cause) {
        CorruptFileException e =
                corrupt(offset, "a whole gzip stream", String.valueOf(cause.getMessage()));
        e.initCause(cause);
        return e;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
