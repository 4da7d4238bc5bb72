package dev.lanes.jmh.kernels;

/// One measured kernel.
///
/// @param kernel what was computed
/// @param library that did it
/// @param libraryVersion of the library
/// @param backend which of the library's ways
/// @param provider what the library says of the code that it runs
/// @param rowBytes of a row, padding included
/// @param rows how many there were
/// @param nsPerOp nanoseconds a row, the median of the rounds
/// @param limitNsPerOp nanoseconds in which memory, or the cache, delivers a row's bytes in order
/// @param checksNsPerOp nanoseconds a row that go to checks and leases at most; 0 for other
///   libraries
public record KernelFigure(
        Kernel kernel,
        String library,
        String libraryVersion,
        String backend,
        String provider,
        long rowBytes,
        int rows,
        double nsPerOp,
        double limitNsPerOp,
        double checksNsPerOp) {}
