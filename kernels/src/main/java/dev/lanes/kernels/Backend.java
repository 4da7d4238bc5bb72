package dev.lanes.kernels;

/// Which kernels run.
public enum Backend {
    /// Plain Java, on every JVM.
    SCALAR,
    /// Java's Vector API: needs `--add-modules jdk.incubator.vector` on the command line.
    PANAMA,
    /// C through JNI. Not built yet.
    NATIVE
}
