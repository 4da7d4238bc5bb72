package dev.lanes.jmh.data;

import dev.lanes.jmh.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/// Sparse rows as the big-ann benchmarks keep them: int64 rows, columns and postings; an int64 for
/// each row with where its postings begin, and one with where the last end; the int32 terms of all
/// postings; their float32 weights; all little endian.
public final class CsrFiles {
    private static final int BUFFER_BYTES = 1 << 16;

    private CsrFiles() {}

    /// Reads the first rows of a file, which may be compressed by gzip.
    ///
    /// Terms of a row may come in any order; they are sorted. Memory grows with the bytes that were
    /// really read, never with what a header promises.
    ///
    /// @param file the file
    /// @param maxRows where to stop; the postings of later rows are neither read nor checked
    /// @return the rows, at least one
    /// @throws dev.lanes.memory.CorruptFileException when the bytes are not what the format asks
    ///   for, a row has a term twice or a weight is negative or not finite
    /// @throws UsageException when the rows would not fit in memory
    public static SparseRows read(Path file, int maxRows) throws IOException {
        return read(file, maxRows, Runtime.getRuntime().maxMemory() / 2);
    }

    static SparseRows read(Path file, int maxRows, long heapBytes) throws IOException {
        if (maxRows < 1) {
            throw new UsageException("the rows to read must be at least 1 but were " + maxRows);
        }
        try (ByteReader reader = VectorFiles.open(file)) {
            CsrFormat.Room room = new CsrFormat.Room(file, heapBytes);
            return new CsrFormat(reader, room).read(maxRows).named(file.getFileName().toString());
        }
    }

    /// Writes rows.
    ///
    /// @param stream not closed
    public static void write(SparseRows rows, OutputStream stream) throws IOException {
        // Writes all of a buffer, as a stream does. Closing it would close the stream.
        @SuppressWarnings("resource")
        WritableByteChannel out = Channels.newChannel(stream);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(rows.size()).putLong(rows.columns()).putLong(rows.postings());
        for (int row = 0; row <= rows.size(); row++) {
            flushUnless(Long.BYTES, buffer, out);
            buffer.putLong(rows.start(row));
        }
        for (int i = 0; i < rows.postings(); i++) {
            flushUnless(Integer.BYTES, buffer, out);
            buffer.putInt(rows.term(i));
        }
        for (int i = 0; i < rows.postings(); i++) {
            flushUnless(Float.BYTES, buffer, out);
            buffer.putFloat(rows.weight(i));
        }
        flushUnless(BUFFER_BYTES, buffer, out);
    }

    private static void flushUnless(int room, ByteBuffer buffer, WritableByteChannel out)
            throws IOException {
        if (buffer.remaining() < room) {
            out.write(buffer.flip());
            buffer.clear();
        }
    }
}
