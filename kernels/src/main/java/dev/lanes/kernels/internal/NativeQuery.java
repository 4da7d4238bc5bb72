package dev.lanes.kernels.internal;

import java.lang.foreign.MemorySegment;
import java.util.function.BiConsumer;

/// How a query is laid out for C.
///
/// @param bytes what it takes, a multiple of 64
/// @param writer writes a query there
/// @param <Q> what a query is in Java
record NativeQuery<Q>(int bytes, BiConsumer<Q, MemorySegment> writer) {}
