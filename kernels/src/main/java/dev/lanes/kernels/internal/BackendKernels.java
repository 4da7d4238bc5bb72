package dev.lanes.kernels.internal;

import dev.lanes.kernels.BitSimilarity;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.simd.NativeKernels;
import dev.lanes.vector.Similarity;
import java.util.Optional;

/// All kernels of one backend: one for each way in which rows lie and are compared. Each compares
/// one query after the other with the same rows, and is for one thread.
public sealed interface BackendKernels permits ScalarKernels, PanamaKernels, NativeBackend {
    /// Rows and queries of float32 are padded to a multiple of this many floats: one 512-bit
    /// register.
    int LANES = 16;

    /// Rows of little-endian float32.
    ///
    /// @param similarity how they are compared; under COSINE rows and queries have length 1
    /// @param rows a record is a multiple of 64 bytes, its end filled with zeros
    /// @return a kernel for queries of as many floats as a record has
    BlockKernel<float[]> float32(Similarity similarity, Records rows);

    /// Rows of little-endian bfloat16.
    ///
    /// @param similarity how they are compared; under COSINE rows and queries have length 1
    /// @param rows a record is a multiple of 64 bytes, its end filled with zeros
    /// @return a kernel for queries of as many floats as a record has values
    BlockKernel<float[]> bfloat16(Similarity similarity, Records rows);

    /// Rows of unsigned bytes, which are queries too.
    ///
    /// @param rows a record begins with codes
    /// @param rounding how many codes, and how a row becomes a query
    /// @return a kernel for queries of as many signed bytes
    BlockKernel<CodeQuery> int8(Records rows, RowRounding rounding);

    /// Rows of 4-bit codes, in blocks of 64 bytes: the low halves are the codes 0 to 63 of the
    /// block, the high ones 64 to 127.
    ///
    /// @param rows a record begins with `bytes` bytes of codes
    /// @param bytes a multiple of 64
    /// @return a kernel for queries of twice as many signed bytes
    BlockKernel<CodeQuery> int4(Records rows, int bytes);

    /// Rows of bits, with their numbers behind them (see [CodeQuery]).
    ///
    /// @param rows a record is a multiple of 64 bytes
    /// @return a kernel for queries of four planes of bits: the four of a block of 64 bytes, then
    ///   those of the next
    BlockKernel<CodeQuery> binary(Records rows);

    /// Rows of bits that are compared with bits.
    ///
    /// @param similarity how they are compared
    /// @param rows a record is a multiple of 64 bytes, its end filled with zeros
    /// @return a kernel for queries of as many words of eight bytes
    BlockKernel<long[]> bits(BitSimilarity similarity, Records rows);

    /// Many queries against rows of little-endian float32.
    ///
    /// @param similarity how they are compared; under COSINE rows and queries have length 1
    /// @param rows a record is a multiple of 64 bytes, its end filled with zeros
    /// @param queries at least one, of as many floats as a record has
    /// @param memory where what the batch needs is allocated; to be closed after the batch
    /// @return the queries as these kernels want them
    Batch float32Batch(Similarity similarity, Records rows, float[][] queries, OffHeap memory);

    /// Many queries against rows of unsigned bytes.
    ///
    /// @param rows a record begins with as many codes as a query has
    /// @param queries at least one
    /// @param memory where what the batch needs is allocated; to be closed after the batch
    /// @return nothing when there is no better way than [#int8] for each query
    default Optional<Batch> int8Batch(Records rows, CodeQuery[] queries, OffHeap memory) {
        return Optional.empty();
    }

    /// The C kernels, for other C code than that of blocks.
    ///
    /// @return nothing, unless this backend is native
    default Optional<NativeKernels> natives() {
        return Optional.empty();
    }

    /// What runs, for a log.
    ///
    /// @return for example "native, vnni"
    String description();
}
