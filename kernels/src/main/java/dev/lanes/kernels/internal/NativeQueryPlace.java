package dev.lanes.kernels.internal;

import java.lang.foreign.MemorySegment;

/// Where a kernel of the native backend has its query, for other C code that compares the same
/// rows.
///
/// @param scoring the rows and how they are compared
/// @param query the query as C reads it; whoever uses its address keeps the segment
public record NativeQueryPlace(NativeScoring scoring, MemorySegment query) {}
