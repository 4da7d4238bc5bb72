package dev.lanes.hnsw;

import static dev.lanes.hnsw.SettingsLayout.LONG;

import dev.lanes.kernels.Codec;
import dev.lanes.kernels.Kernels;
import dev.lanes.kernels.MatrixSections;
import dev.lanes.kernels.RowFormat;
import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.SectionFile;
import dev.lanes.memory.SectionFormat;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// A file of rows in full precision, over which [HnswFiles#build] makes an index without reading
/// them into memory. A [RowFileWriter] writes it.
///
/// This says what is in the file and keeps nothing open. Thread-safe.
public final class RowFile {
    static final SectionFormat FORMAT = new SectionFormat("LANESROW", 1);
    static final String SETTINGS = "settings";
    static final String ROWS = "rows";
    static final String IDS = "ids";

    private final Path path;
    private final RowFormat format;
    private final int size;

    private RowFile(Path path, RowFormat format, int size) {
        this.path = path;
        this.format = format;
        this.size = size;
    }

    /// What of a file is mapped.
    record Content(VectorMatrix rows, MemorySegment ids) {
        long id(int row) {
            return ids.getAtIndex(NodeLayout.LONG, row);
        }
    }

    /// Checks the header, the table and the settings of a file.
    ///
    /// @param path the file
    /// @return what is in it
    /// @throws CorruptFileException when it is not a file of rows or is damaged
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws IOException when it cannot be read
    public static RowFile open(Path path) throws IOException {
        try (var memory = OffHeap.forOwner("file of rows")) {
            var fields =
                    SectionFile.open(path, FORMAT, memory).section(SETTINGS, RowFileLayout.BYTES);
            long size = fields.get(LONG, RowFileLayout.SIZE);
            if (size < 0 || size > Integer.MAX_VALUE) {
                throw new CorruptFileException(path, "rows must fit an int but were " + size);
            }
            var file = new RowFile(path, format(path, fields), (int) size);
            file.map(memory);
            return file;
        }
    }

    private static RowFormat format(Path path, MemorySegment fields) throws CorruptFileException {
        long code = fields.get(LONG, RowFileLayout.SIMILARITY);
        for (var similarity : Similarity.values()) {
            if (SettingsLayout.code(similarity) == code) {
                try {
                    long dimension = fields.get(LONG, RowFileLayout.DIMENSION);
                    return new RowFormat(Math.toIntExact(dimension), similarity);
                } catch (IllegalArgumentException | ArithmeticException e) {
                    throw new CorruptFileException(path, e.getMessage());
                }
            }
        }
        throw new CorruptFileException(path, "no similarity has the number " + code);
    }

    /// Maps the rows.
    Content map(OffHeap memory) throws IOException {
        var file = SectionFile.open(path, FORMAT, memory);
        var sections = new MatrixSections(file, ROWS);
        return new Content(
                VectorMatrix.open(Codec.float32(format), sections, size, memory, Kernels.best()),
                file.section(IDS, (long) size * Long.BYTES));
    }

    /// Reads every byte and compares the checksums.
    ///
    /// @throws CorruptFileException naming the first section that is not what was written
    /// @throws IOException when it cannot be read
    public void verify() throws IOException {
        try (var memory = OffHeap.forOwner("file of rows")) {
            SectionFile.open(path, FORMAT, memory).verify();
        }
    }

    RowFormat format() {
        return format;
    }

    /// Where the file is.
    ///
    /// @return the path that it was opened with
    public Path path() {
        return path;
    }

    /// How many values a row has.
    ///
    /// @return the dimension
    public int dimension() {
        return format.dimension();
    }

    /// How the rows are compared.
    ///
    /// @return the similarity
    public Similarity similarity() {
        return format.similarity();
    }

    /// How many rows there are.
    ///
    /// @return the number of rows
    public int size() {
        return size;
    }
}
