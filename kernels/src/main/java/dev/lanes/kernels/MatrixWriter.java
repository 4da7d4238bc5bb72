package dev.lanes.kernels;

import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.memory.SectionFileWriter;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Writes rows to a file one after the other, as [VectorMatrix#writeTo] does, without a matrix that
/// holds all of them: [VectorMatrix#open] maps what it wrote. Under COSINE the lengths of the rows
/// stay in memory until the end, 8 bytes a row.
///
/// For one thread. No other section can be written to the file before [#end].
public final class MatrixWriter {
    /// Rows that are written at once.
    private static final int BLOCK = 256;

    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final SectionFileWriter file;
    private final String name;
    private final RowFormat format;
    private final VectorMatrix block;
    private final Records norms;

    /// Rows in the block.
    private int waiting;

    private int size;

    private MatrixWriter(SectionFileWriter file, String name, Codec codec, OffHeap memory) {
        this.file = file;
        this.name = name;
        this.format = codec.format();
        this.block = VectorMatrix.createWithoutLengths(codec, memory, Kernels.best());
        this.norms = Records.growing(memory, Double.BYTES);
        block.reserve(BLOCK);
    }

    /// Begins the section of the rows.
    ///
    /// @param file receives a section for the rows, and one for their lengths under COSINE
    /// @param name of the section, at most 6 characters
    /// @param codec how the rows are stored
    /// @param memory where a few rows wait, and all lengths
    /// @return a writer without rows
    /// @throws IOException when the file was closed
    public static MatrixWriter begin(
            SectionFileWriter file, String name, Codec codec, OffHeap memory) throws IOException {
        var writer = new MatrixWriter(file, name, codec, memory);
        file.begin(name);
        return writer;
    }

    /// Writes a row.
    ///
    /// @param vector its values, copied
    /// @throws IllegalArgumentException when the vector has another dimension or a value that is
    ///   not finite; nothing is then written
    /// @throws IOException when the disk is full or fails
    /// @throws dev.lanes.memory.MemoryLimitException when there is no memory for its length
    public void add(float[] vector) throws IOException {
        format.check(vector);
        if (waiting == BLOCK) {
            flush();
        }
        if (hasNorms()) {
            norms.reserve(size + 1);
            norms.segment(size).set(DOUBLE, norms.offset(size), RowFormat.norm(vector));
        }
        block.put(waiting++, vector);
        size++;
    }

    private boolean hasNorms() {
        return format.similarity() == Similarity.COSINE;
    }

    private void flush() throws IOException {
        for (var piece : block.pieces(waiting)) {
            file.append(piece);
        }
        waiting = 0;
    }

    /// Ends the section of the rows and writes that of their lengths.
    ///
    /// @throws IOException when the disk is full or fails
    public void end() throws IOException {
        flush();
        file.end();
        if (hasNorms()) {
            file.section(MatrixSections.norms(name), norms.pieces(size));
        }
    }

    /// How many rows there are.
    ///
    /// @return the number of rows
    public int size() {
        return size;
    }
}
