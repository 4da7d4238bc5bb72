package dev.lanes.kernels;

import dev.lanes.kernels.internal.BackendKernels;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// Rows of bits outside the heap, as models for binary embeddings give them, numbered from 0 in the
/// order in which they were added. (What [Encoding#BINARY] makes of float rows is something else:
/// it estimates their similarity.)
///
/// Bits come packed, eight a byte; which of a byte's bits is the first does not matter as long as
/// all rows and queries have it alike.
///
/// One thread may add while others score: a row is there when [#size] counts it. The memory belongs
/// to the [OffHeap] that was passed in; whoever reads holds its lease.
public final class BitMatrix {
    /// The largest number of bits.
    public static final int MAX_BITS = 1 << 16;

    private static final int ALIGNMENT = 64;

    private final int bits;
    private final BitSimilarity similarity;
    private final BackendKernels kernels;
    private final Records rows;
    private volatile int size;

    private BitMatrix(int bits, BitSimilarity similarity, BackendKernels kernels, Records rows) {
        this.bits = bits;
        this.similarity = similarity;
        this.kernels = kernels;
        this.rows = rows;
    }

    /// An empty matrix that grows.
    ///
    /// @param bits bits a row, 1 to [#MAX_BITS], a multiple of 8
    /// @param similarity how rows are compared
    /// @param memory where they will lie
    /// @param kernels who compares them
    /// @return a matrix without rows
    public static BitMatrix create(
            int bits, BitSimilarity similarity, OffHeap memory, Kernels kernels) {
        if (bits < Byte.SIZE || bits > MAX_BITS || bits % Byte.SIZE != 0) {
            throw new IllegalArgumentException(
                    "bits must be a multiple of 8 in 8..%d but were %d".formatted(MAX_BITS, bits));
        }
        int bytes = bits / Byte.SIZE;
        int stride = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return new BitMatrix(
                bits,
                Objects.requireNonNull(similarity, "similarity"),
                kernels.kernels(),
                Records.growing(memory, stride));
    }

    /// Appends a row.
    ///
    /// @param row its bits, copied
    /// @return its ordinal
    /// @throws IllegalArgumentException when the row has another number of bits
    public int add(byte[] row) {
        check(row);
        int ordinal = size;
        rows.reserve(ordinal + 1);
        MemorySegment.copy(
                row,
                0,
                rows.segment(ordinal),
                ValueLayout.JAVA_BYTE,
                rows.offset(ordinal),
                row.length);
        size = ordinal + 1;
        return ordinal;
    }

    void check(byte[] row) {
        if (row.length != bits / Byte.SIZE) {
            throw new IllegalArgumentException(
                    "row must have %d bits but had %d".formatted(bits, row.length * Byte.SIZE));
        }
    }

    /// A row as it was added.
    ///
    /// @param ordinal which row
    /// @return a copy
    /// @throws IndexOutOfBoundsException when there is no such row
    public byte[] row(int ordinal) {
        Objects.checkIndex(ordinal, size);
        var row = new byte[bits / Byte.SIZE];
        MemorySegment.copy(
                rows.segment(ordinal),
                ValueLayout.JAVA_BYTE,
                rows.offset(ordinal),
                row,
                0,
                row.length);
        return row;
    }

    /// A scorer for a query.
    ///
    /// @param query its bits, copied
    /// @return a scorer of the rows that are there now; for one thread
    /// @throws IllegalArgumentException when the query has another number of bits
    public BitScorer scorer(byte[] query) {
        check(query);
        return new BitScorer(kernels.bits(similarity, rows), query, rows.stride(), size);
    }

    /// The bits of a row.
    ///
    /// @return a multiple of 8
    public int bits() {
        return bits;
    }

    /// How many rows there are.
    ///
    /// @return the number of rows, all of which can be read
    public int size() {
        return size;
    }
}
