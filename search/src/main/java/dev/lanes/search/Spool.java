package dev.lanes.search;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Prepared documents of a stream that is not all there yet, in a file of the collection's
/// directory. The file stays when the stream is interrupted, and the next stream passes over the
/// documents that it begins with and that are the same to the letter. For one thread.
///
/// The file is one record after another, of which the first says what the rest was made for: the
/// number of bytes (32 bits), their CRC-32C (32 bits), the bytes. It ends where a record is not
/// whole.
final class Spool implements AutoCloseable {
    static final String NAME = "stream.spool";

    private static final int BUFFER = 1 << 18;

    private final Path file;
    private final FileChannel channel;
    private final SpoolRecords records;
    private DataInputStream in;
    private DataOutputStream out;

    /// Behind the last record that counts.
    private long end;

    private long count;

    private Spool(Path file, FileChannel channel, SpoolRecords records) {
        this.file = file;
        this.channel = channel;
        this.records = records;
        this.out = new DataOutputStream(Channels.newOutputStream(channel));
    }

    /// Takes the file of a collection, with what an interrupted stream has left in it.
    ///
    /// @throws IllegalStateException when another stream has it
    static Spool open(Path directory, Catalog catalog) throws IOException {
        Path file = directory.resolve(NAME);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw taken(file);
            }
            Spool spool = new Spool(file, channel, new SpoolRecords(catalog));
            spool.begin(header(catalog));
            return spool;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw taken(file);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static IllegalStateException taken(Path file) {
        return new IllegalStateException(
                "only one stream at a time may be written all or nothing but another one has "
                        + file);
    }

    /// All that rows depend on.
    private static byte[] header(Catalog catalog) {
        StringBuilder header = new StringBuilder("lanes stream 1\n").append(catalog.seed());
        header.append('\n').append(catalog.schema().toJson());
        for (Field field : catalog.schema().fields()) {
            header.append('\n').append(field.name()).append(' ').append(catalog.state(field));
        }
        return header.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void begin(byte[] header) throws IOException {
        in = read();
        Optional<byte[]> found = next();
        if (found.isEmpty() || !Arrays.equals(found.get(), header)) {
            channel.truncate(0);
            write(header);
            in.close();
            in = read();
            next();
        }
        end = size(header);
    }

    private DataInputStream read() throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
    }

    private static long size(byte[] record) {
        return 2L * Integer.BYTES + record.length;
    }

    private Optional<byte[]> next() throws IOException {
        try {
            int length = in.readInt();
            int crc = in.readInt();
            if (length < 0 || length > channel.size()) {
                return Optional.empty();
            }
            byte[] bytes = in.readNBytes(length);
            return bytes.length == length && crc(bytes) == crc
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private void write(byte[] record) throws IOException {
        out.writeInt(record.length);
        out.writeInt(crc(record));
        out.write(record);
    }

    /// Whether the next document of the interrupted stream was the same. Once it was not, there are
    /// no more.
    boolean skip(Document document) throws IOException {
        Optional<byte[]> record = next();
        if (record.isEmpty() || !records.isOf(record.get(), document)) {
            return false;
        }
        end += size(record.get());
        count++;
        return true;
    }

    /// Forgets what does not count of the interrupted stream.
    void beginToAppend() throws IOException {
        in.close();
        // Closing a file may release the operating system's lock of it; that between threads stays,
        // and other processes cannot open the collection to change it.
        channel.truncate(end);
        channel.position(end);
        out =
                new DataOutputStream(
                        new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
    }

    void append(StreamWriter.Staged staged) throws IOException {
        write(records.bytes(staged));
        count++;
    }

    void flush() throws IOException {
        out.flush();
    }

    /// Takes a document.
    @FunctionalInterface
    interface Sink {
        void accept(StreamWriter.Staged staged) throws IOException;
    }

    /// All documents in their order.
    void forEach(Sink sink) throws IOException {
        flush();
        in = read();
        next();
        for (long number = 0; number < count; number++) {
            Optional<byte[]> record = next();
            if (record.isEmpty()) {
                throw new IOException(
                        "%s must have %d documents but is damaged behind %d; write the stream again"
                                .formatted(file, count, number));
            }
            sink.accept(records.staged(record.get(), number));
        }
    }

    /// Takes the file away.
    void delete() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        in.close();
        channel.close();
    }
}
