package dev.lanes.kernels;

/// Which kernels run.
public enum Backend {
    /// Plain Java, on every JVM.
    SCALAR,
    /// Java's Vector API: needs `--add-modules jdk.incubator.vector` on the command line.
    PANAMA,
    /// C through JNI, at the best of AVX2, AVX-512 and NEON that the processor has: needs a library
    /// that was built for this system, and native access (`--enable-native-access`, without which
    /// the JVM prints a warning).
    NATIVE
}
