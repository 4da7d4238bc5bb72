package dev.lanes.kernels.internal;

import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// How one encoding lays a row out, and how a query is compared with such rows. Rows and queries
/// come as floats, checked, of length 1 under COSINE, and padded with zeros to
/// [BackendKernels#LANES].
///
/// Immutable and safe for many threads, but for the kernels that it makes.
public sealed interface RowCodec permits Float32Codec, BFloat16Codec, AffineCodec, BinaryCodec {
    /// Bytes from one record to the next, a multiple of 64.
    ///
    /// @return the record size
    long stride();

    /// Stores a row.
    ///
    /// @param row its values
    /// @param record where its record lies; zeros, or another row
    /// @param at where the record begins
    void encode(float[] row, MemorySegment record, long at);

    /// Restores a row as well as its encoding allows.
    ///
    /// @param record where its record lies
    /// @param at where the record begins
    /// @param row receives the values
    void decode(MemorySegment record, long at, float[] row);

    /// A kernel for rows of this layout.
    ///
    /// @param kernels who computes
    /// @param rows where the rows lie
    /// @return a kernel for one thread
    BlockKernel<float[]> kernel(BackendKernels kernels, Records rows);

    /// Many queries for rows of this layout.
    ///
    /// @param kernels who computes
    /// @param rows where the rows lie
    /// @param queries at least one
    /// @param memory where what the batch needs is allocated; to be closed after the batch
    /// @return nothing when the kernels know no better way than a kernel for each query
    default Optional<Batch> batch(
            BackendKernels kernels, Records rows, float[][] queries, OffHeap memory) {
        return Optional.empty();
    }

    /// What was learnt from the sample, as it is kept in a file.
    ///
    /// @return the numbers; empty when there is nothing to learn
    double[] learnt();

    /// The next multiple of 64.
    static int padded(int bytes) {
        return (bytes + 63) & ~63;
    }
}
