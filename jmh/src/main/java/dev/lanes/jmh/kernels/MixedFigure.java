package dev.lanes.jmh.kernels;

/// One kernel, alone in its process and in one process with many others.
///
/// @param kernel at the dimension that was measured
/// @param library that computed it
/// @param backend which of the library's ways
/// @param forks processes of each sort
/// @param aloneNs nanoseconds a row alone, the median of the processes
/// @param mixedNs nanoseconds a row among others, the median of the processes
/// @param worstMixedNs nanoseconds a row among others, in the slowest process
public record MixedFigure(
        Kernel kernel,
        String library,
        String backend,
        int forks,
        double aloneNs,
        double mixedNs,
        double worstMixedNs) {
    /// How many times as long it takes among others; 1 where they do not matter.
    public double ratio() {
        return mixedNs / aloneNs;
    }

    /// The same of the slowest process.
    public double worstRatio() {
        return worstMixedNs / aloneNs;
    }
}
