package dev.lanes.kernels;

import dev.lanes.kernels.internal.BackendKernels;
import dev.lanes.kernels.internal.Batch;
import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.memory.SectionFileWriter;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Rows outside the heap, numbered from 0 in the order in which they were added, each stored as its
/// [Codec] encodes it.
///
/// Rows start on 64-byte boundaries and are padded, so kernels have no tails. Under COSINE they are
/// stored with length 1 and their own lengths beside them, so that the cosine is a dot product;
/// [#row] restores a row up to float rounding and what its encoding costs.
///
/// One thread may add while others score: a row is there when [#size] counts it. The memory belongs
/// to the [OffHeap] that was passed in; whoever reads holds its lease.
public final class VectorMatrix {
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN);
    private final RowFormat format;
    private final Codec codec;
    private final BackendKernels kernels;
    private final Records rows;

    /// The lengths of the rows under COSINE, where they are kept.
    private final Optional<Records> norms;

    private volatile int size;

    private VectorMatrix(Codec codec, Kernels kernels, Records rows, Optional<Records> norms) {
        this.format = codec.format();
        this.codec = codec;
        this.kernels = kernels.kernels();
        this.rows = rows;
        this.norms = norms;
    }

    /// An empty matrix of float32 rows that grows.
    ///
    /// @param format what its rows look like
    /// @param memory where they will lie
    /// @param kernels who compares them
    /// @return a matrix without rows
    public static VectorMatrix create(RowFormat format, OffHeap memory, Kernels kernels) {
        return create(Codec.float32(format), memory, kernels);
    }

    /// An empty matrix that grows.
    ///
    /// @param codec how its rows are stored
    /// @param memory where they will lie
    /// @param kernels who compares them
    /// @return a matrix without rows
    public static VectorMatrix create(Codec codec, OffHeap memory, Kernels kernels) {
        return new VectorMatrix(
                codec,
                kernels,
                Records.growing(memory, codec.rowBytes()),
                hasNorms(codec)
                        ? Optional.of(Records.growing(memory, Double.BYTES))
                        : Optional.empty());
    }

    /// An empty matrix that grows, and that does not keep the lengths of its rows: under COSINE,
    /// [#row] gives a row of length 1. It takes 8 bytes less a row.
    ///
    /// @param codec how its rows are stored
    /// @param memory where they will lie
    /// @param kernels who compares them
    /// @return a matrix without rows
    public static VectorMatrix createWithoutLengths(Codec codec, OffHeap memory, Kernels kernels) {
        return new VectorMatrix(
                codec, kernels, Records.growing(memory, codec.rowBytes()), Optional.empty());
    }

    private static boolean hasNorms(Codec codec) {
        return codec.format().similarity() == Similarity.COSINE;
    }

    /// The matrix that [#writeTo] put into a file; it cannot grow.
    ///
    /// @param codec how its rows are stored: the codec that they were written with
    /// @param sections where they lie
    /// @param size how many there are
    /// @param memory the owner of the file's memory
    /// @param kernels who compares them
    /// @return a matrix over the file
    /// @throws CorruptFileException when the file does not hold so many rows of that codec
    public static VectorMatrix open(
            Codec codec, MatrixSections sections, int size, OffHeap memory, Kernels kernels)
            throws CorruptFileException {
        return read(
                codec,
                sections,
                size,
                kernels,
                (section, stride) -> Records.over(memory, section, stride));
    }

    /// A copy of the matrix that [#writeTo] put into a file; it can grow.
    ///
    /// @param codec how its rows are stored: the codec that they were written with
    /// @param sections where they lie
    /// @param size how many there are
    /// @param memory where the copy will lie
    /// @param kernels who compares them
    /// @return a matrix that needs the file no more
    /// @throws CorruptFileException when the file does not hold so many rows of that codec
    public static VectorMatrix copy(
            Codec codec, MatrixSections sections, int size, OffHeap memory, Kernels kernels)
            throws CorruptFileException {
        return read(
                codec,
                sections,
                size,
                kernels,
                (section, stride) -> Records.copy(memory, section, stride));
    }

    /// How a section becomes records.
    private interface Placement {
        Records records(MemorySegment section, long stride);
    }

    private static VectorMatrix read(
            Codec codec, MatrixSections sections, int size, Kernels kernels, Placement placement)
            throws CorruptFileException {
        var rows = sections.rows(codec, size);
        var norms = hasNorms(codec) ? sections.norms(size) : Optional.<MemorySegment>empty();
        var matrix =
                new VectorMatrix(
                        codec,
                        kernels,
                        placement.records(rows, codec.rowBytes()),
                        norms.map(section -> placement.records(section, Double.BYTES)));
        matrix.size = size;
        return matrix;
    }

    /// Puts the rows into a file.
    ///
    /// @param file receives a section for the rows, and one for their lengths where they are kept
    /// @param name of the section, at most 6 characters
    /// @param count how many rows, from 0 on
    /// @throws IOException when the disk is full or fails
    public void writeTo(SectionFileWriter file, String name, int count) throws IOException {
        Objects.checkFromToIndex(0, count, size);
        file.section(name, rows.pieces(count));
        if (norms.isPresent()) {
            file.section(MatrixSections.norms(name), norms.get().pieces(count));
        }
    }

    /// The first rows piece by piece, as they lie in a file.
    List<MemorySegment> pieces(int count) {
        return rows.pieces(count);
    }

    /// Appends a row. One thread at a time may append.
    ///
    /// @param vector its values, copied
    /// @return its ordinal
    /// @throws IllegalArgumentException when the vector has another dimension or a value that is
    ///   not finite
    /// @throws IllegalStateException when the matrix was opened from a file
    /// @throws dev.lanes.memory.MemoryLimitException when there is no memory for it; the matrix is
    ///   then what it was
    public int add(float[] vector) {
        int ordinal = size;
        format.check(vector);
        reserve(ordinal + 1);
        put(ordinal, vector);
        count(ordinal + 1);
        return ordinal;
    }

    /// Makes room. One thread at a time may make room or append.
    ///
    /// @param count rows that can be [put][#put] from then on, with ordinals below this
    /// @throws IllegalStateException when the matrix was opened from a file
    /// @throws dev.lanes.memory.MemoryLimitException when there is no memory for them; the matrix
    ///   is then what it was
    public void reserve(int count) {
        rows.reserve(count);
        if (norms.isPresent()) {
            norms.get().reserve(count);
        }
    }

    /// Writes a row where there is room, over the one that is there. Threads may write different
    /// rows at the same time; the caller makes sure that nobody reads the row meanwhile.
    ///
    /// @param ordinal which row
    /// @param vector its values, copied
    /// @throws IllegalArgumentException when the vector has another dimension or a value that is
    ///   not finite; the row is then what it was
    public void put(int ordinal, float[] vector) {
        var row = padded();
        prepare(vector, row);
        codec.rows().encode(row, rows.segment(ordinal), rows.offset(ordinal));
        if (norms.isPresent()) {
            var lengths = norms.get();
            lengths.segment(ordinal).set(DOUBLE, lengths.offset(ordinal), RowFormat.norm(vector));
        }
    }

    /// Counts rows that were [put][#put] as there, so that they can be read and scored. One thread
    /// at a time may count or append.
    ///
    /// @param rowCount rows with ordinals below this are there; never fewer than before
    public void count(int rowCount) {
        size = Math.max(size, rowCount);
    }

    /// Checks a vector and copies it as kernels want it: padded, and of length 1 under COSINE.
    void prepare(float[] vector, float[] row) {
        format.prepare(vector, row);
    }

    /// A row of zeros as kernels want it.
    float[] padded() {
        int lanes = BackendKernels.LANES;
        return new float[(format.dimension() + lanes - 1) / lanes * lanes];
    }

    /// A row as it was added, as well as its encoding can restore it.
    ///
    /// @param ordinal which row
    /// @return a copy; under COSINE it may differ by float rounding from what was stored
    /// @throws IndexOutOfBoundsException when there is no such row
    public float[] row(int ordinal) {
        Objects.checkIndex(ordinal, size);
        var row = new float[format.dimension()];
        restore(ordinal, row);
        if (norms.isPresent()) {
            var lengths = norms.get();
            double norm = lengths.segment(ordinal).get(DOUBLE, lengths.offset(ordinal));
            for (int i = 0; i < row.length; i++) {
                // Rounding must not make an infinite value of a very large one.
                row[i] = (float) Math.clamp(row[i] * norm, -Float.MAX_VALUE, Float.MAX_VALUE);
            }
        }
        return row;
    }

    /// Restores a row, of length 1 under COSINE.
    void restore(int ordinal, float[] row) {
        codec.rows().decode(rows.segment(ordinal), rows.offset(ordinal), row);
    }

    /// A scorer that has no query yet; keep it for one query after the other.
    ///
    /// @return a scorer for one thread
    public Scorer scorer() {
        return new Scorer(this, codec.rows().kernel(kernels, rows));
    }

    /// A scorer for a query.
    ///
    /// @param query its values, copied
    /// @return a scorer of the rows that are there now; for one thread
    /// @throws IllegalArgumentException when the query has another dimension or a value that is not
    ///   finite
    public Scorer scorer(float[] query) {
        var scorer = scorer();
        scorer.prepare(query);
        return scorer;
    }

    /// Queries to be compared with many rows.
    ///
    /// @param queries at least one, as callers gave them
    /// @param memory where what the batch needs is allocated
    Batch batch(float[][] queries, OffHeap memory) {
        var prepared = new float[queries.length][];
        for (int i = 0; i < queries.length; i++) {
            prepared[i] = padded();
            prepare(queries[i], prepared[i]);
        }
        return codec.rows()
                .batch(kernels, rows, prepared, memory)
                .orElseGet(() -> new ScorerBatch(this, queries));
    }

    /// Rows to be compared with many others.
    ///
    /// @param queries ordinals of rows that are there, at least one
    /// @param memory where what the batch needs is allocated
    Batch batchOfRows(int[] queries, OffHeap memory) {
        var restored = new float[queries.length][];
        for (int i = 0; i < queries.length; i++) {
            restored[i] = padded();
            restore(queries[i], restored[i]);
        }
        return codec.rows().batch(kernels, rows, restored, memory).orElseThrow();
    }

    /// What the rows look like.
    ///
    /// @return dimension and similarity
    public RowFormat format() {
        return format;
    }

    /// How the rows are stored.
    ///
    /// @return the codec
    public Codec codec() {
        return codec;
    }

    /// How many rows there are.
    ///
    /// @return the number of rows, all of which can be read
    public int size() {
        return size;
    }
}
