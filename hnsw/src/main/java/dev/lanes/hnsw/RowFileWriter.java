package dev.lanes.hnsw;

import static dev.lanes.hnsw.SettingsLayout.LONG;

import dev.lanes.kernels.Codec;
import dev.lanes.kernels.MatrixWriter;
import dev.lanes.kernels.RowFormat;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.memory.SectionFileWriter;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/// Writes a [RowFile] row by row, beside its target, and renames it into place when it is complete
/// and on disk. Memory is needed for a few rows, and for 8 bytes a row, 16 under COSINE.
///
/// For one thread.
public final class RowFileWriter implements AutoCloseable {
    private final RowFormat format;
    private final OffHeap memory;
    private final SectionFileWriter file;
    private final MatrixWriter rows;
    private final Records ids;

    private RowFileWriter(
            RowFormat format, OffHeap memory, SectionFileWriter file, MatrixWriter rows) {
        this.format = format;
        this.memory = memory;
        this.file = file;
        this.rows = rows;
        this.ids = Records.growing(memory, Long.BYTES);
    }

    /// Starts a file.
    ///
    /// @param target where the finished file will be, replacing what is there
    /// @param dimension values a row, 1 to 4096
    /// @param similarity how the rows will be compared
    /// @return a writer without rows
    /// @throws IllegalArgumentException when the dimension is out of range
    /// @throws IOException when the directory cannot be written
    public static RowFileWriter create(Path target, int dimension, Similarity similarity)
            throws IOException {
        var format = new RowFormat(dimension, similarity);
        var file = SectionFileWriter.create(target, RowFile.FORMAT);
        var memory = OffHeap.forOwner("writer of rows");
        try {
            var rows = MatrixWriter.begin(file, RowFile.ROWS, Codec.float32(format), memory);
            return new RowFileWriter(format, memory, file, rows);
        } catch (IOException | RuntimeException | Error e) {
            try (memory;
                    file) {
                throw e;
            }
        }
    }

    /// Writes a row.
    ///
    /// @param id the caller's key. That no two rows have one is found when the index is built
    /// @param vector the row's values, copied
    /// @throws IllegalArgumentException when the vector has another dimension or a value that is
    ///   NaN or infinite; it is then not written
    /// @throws IllegalStateException when the writer is closed
    /// @throws IOException when the disk is full or fails
    public void append(long id, float[] vector) throws IOException {
        try (var _ = memory.lease()) {
            int row = rows.size();
            format.check(vector);
            ids.reserve(row + 1);
            ids.segment(row).set(NodeLayout.LONG, ids.offset(row), id);
            rows.add(vector);
        }
    }

    /// Completes the file, forces it to disk and puts it in its place.
    ///
    /// @throws IllegalStateException when the writer is closed
    /// @throws IOException when the disk is full or fails; the target is then what it was
    public void commit() throws IOException {
        try (var _ = memory.lease()) {
            rows.end();
            file.section(RowFile.IDS, ids.pieces(rows.size()));
            var fields = MemorySegment.ofArray(new byte[RowFileLayout.BYTES]);
            fields.set(LONG, RowFileLayout.DIMENSION, format.dimension());
            fields.set(LONG, RowFileLayout.SIMILARITY, SettingsLayout.code(format.similarity()));
            fields.set(LONG, RowFileLayout.SIZE, rows.size());
            file.section(RowFile.SETTINGS, List.of(fields));
            file.commit();
        }
    }

    /// Ends the writing; a file that was not committed is deleted. Closing twice does nothing.
    @Override
    public void close() throws IOException {
        memory.close();
        file.close();
    }
}
