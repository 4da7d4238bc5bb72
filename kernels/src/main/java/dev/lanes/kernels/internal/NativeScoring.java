package dev.lanes.kernels.internal;

import dev.lanes.memory.Records;
import dev.lanes.simd.BlockOperation;
import dev.lanes.simd.NativeKernels;

/// Rows, and how C compares them with a query.
///
/// @param kernels who compares
/// @param operation how the rows lie and are compared
/// @param rows the rows
/// @param bytes what of a row is compared, a multiple of 64
public record NativeScoring(
        NativeKernels kernels, BlockOperation operation, Records rows, int bytes) {}
