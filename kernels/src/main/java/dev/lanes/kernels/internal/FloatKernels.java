package dev.lanes.kernels.internal;

import dev.lanes.memory.Records;
import dev.lanes.vector.Similarity;

/// The float32 kernels of one backend.
///
/// A row's record holds little-endian floats, a multiple of [#LANES], its end filled with zeros.
public sealed interface FloatKernels
        permits ScalarFloatKernels, PanamaFloatKernels, NativeFloatKernels {
    /// Rows and queries are padded to a multiple of this many floats: one 512-bit register.
    int LANES = 16;

    /// A kernel that compares one query after the other with the same rows.
    ///
    /// @param similarity how they are compared; under COSINE rows and queries have length 1
    /// @param rows where the rows lie
    /// @return a kernel for one thread, without a query
    BlockKernel kernel(Similarity similarity, Records rows);

    /// What runs, for a log.
    ///
    /// @return for example "native, vnni"
    String description();
}
