package dev.lanes.kernels;

import dev.lanes.kernels.internal.BackendChoice;
import dev.lanes.kernels.internal.BackendKernels;

/// The kernels of one backend. [#best] is what one wants, [#of] is for tests and benchmarks.
///
/// Thread-safe.
public final class Kernels {
    /// Chosen when first asked for. Not in a class of its own: what a wrong property leads to would
    /// then be an ExceptionInInitializerError.
    private static Kernels best;

    private final Backend backend;
    private final BackendKernels backendKernels;

    private Kernels(Backend backend) {
        this.backend = backend;
        this.backendKernels = BackendChoice.load(backend);
    }

    /// The fastest backend that this JVM allows, chosen once and logged once, or the one that the
    /// system property `lanes.backend` names (`scalar`, `panama`, `native`).
    ///
    /// @return the same kernels for every call
    /// @throws IllegalStateException when the property names a backend that cannot run here, or
    ///   `lanes.native.tier` a set of instructions that this processor lacks
    public static synchronized Kernels best() {
        if (best == null) {
            best = new Kernels(BackendChoice.best());
        }
        return best;
    }

    /// One backend by name.
    ///
    /// @param backend which
    /// @return its kernels
    /// @throws IllegalStateException when it cannot run here; the message says what it needs
    public static Kernels of(Backend backend) {
        return new Kernels(backend);
    }

    /// Which backend this is.
    ///
    /// @return the backend that computes
    public Backend backend() {
        return backend;
    }

    /// The backend and the width of its vectors, for logs and benchmark results.
    ///
    /// @return for example "native, vnni" or "panama, 512 bits"
    public String description() {
        return backendKernels.description();
    }

    BackendKernels kernels() {
        return backendKernels;
    }
}
