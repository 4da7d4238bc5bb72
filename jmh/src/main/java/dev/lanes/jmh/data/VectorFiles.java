package dev.lanes.jmh.data;

import dev.lanes.jmh.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/// Opens vector files of every format that the benchmarks know.
public final class VectorFiles {
    private static final String KNOWN =
            ".fvecs, .fbin and IDX images (…-ubyte, .idx), each also as .gz";

    private VectorFiles() {}

    /// Reads the first rows of a file.
    ///
    /// The name decides between `.fvecs` and `.fbin`, the magic bytes whether a file is IDX and
    /// whether it is compressed. Memory grows with the bytes that were really read, never with what
    /// a header promises.
    ///
    /// @param file the file
    /// @param maxRows where to stop; what lies behind is neither read nor checked
    /// @return the rows, at least one
    /// @throws dev.lanes.memory.CorruptFileException when the bytes are not what the format asks
    ///   for
    /// @throws UsageException when the format is unknown or the rows would not fit in memory
    public static Vectors read(Path file, int maxRows) throws IOException {
        // Half of the heap: an index that is being built holds the rows a second time.
        return read(file, maxRows, Runtime.getRuntime().maxMemory() / 2);
    }

    static Vectors read(Path file, int maxRows, long heapBytes) throws IOException {
        if (maxRows < 1) {
            throw new UsageException("the rows to read must be at least 1 but were " + maxRows);
        }
        try (ByteReader reader = open(file)) {
            RowCollector rows = new RowCollector(file, maxRows, heapBytes);
            formatOf(file, reader).read(reader, rows);
            return rows.vectors();
        }
    }

    /// Opens a file that must be there.
    static ByteReader open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw new UsageException(
                    "a vector file must be a regular file but " + file + " is not");
        }
        return ByteReader.open(file);
    }

    private static VectorFormat formatOf(Path file, ByteReader reader) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".gz")) {
            name = name.substring(0, name.length() - ".gz".length());
        }
        if (name.endsWith(".fvecs")) {
            return new FvecsFormat();
        }
        if (name.endsWith(".fbin")) {
            return new FbinFormat();
        }
        if (name.endsWith("-ubyte") || name.endsWith(".idx") || IdxFormat.recognises(reader)) {
            return new IdxFormat();
        }
        throw new UsageException("%s has no known format; known are %s".formatted(file, KNOWN));
    }
}
