package dev.lanes.simd;

/// How loading the library went: a value, so that whoever can do without it asks, and whoever
/// cannot throws with the cause.
public sealed interface LibraryLoad {
    /// The library is there.
    ///
    /// @param kernels the kernels of the best tier that this processor has, or of the forced one
    record Loaded(NativeKernels kernels) implements LibraryLoad {}

    /// The library is not there, or has nothing for this processor.
    ///
    /// @param reason what was missing and what helps, without a full stop
    /// @param cause what the JVM said
    record Failed(String reason, Throwable cause) implements LibraryLoad {}
}
