package dev.lanes.kernels.internal;

import dev.lanes.kernels.Backend;
import java.lang.System.Logger.Level;

/// Which backend this JVM allows.
public final class BackendChoice {
    private static final String FLAG = "--add-modules jdk.incubator.vector";

    private BackendChoice() {}

    /// The backend to use when nobody asks for one; logs it with the reason.
    ///
    /// @return the forced one, else the fastest that can run
    public static Backend best() {
        var log = System.getLogger("dev.lanes.kernels");
        var forced = Settings.backend();
        if (forced.isPresent()) {
            log.log(
                    Level.INFO,
                    "kernels: {0}, forced by {1}",
                    load(forced.get()).description(),
                    Settings.BACKEND);
            return forced.get();
        }
        if (vectorApi()) {
            log.log(Level.INFO, "kernels: {0}", load(Backend.PANAMA).description());
            return Backend.PANAMA;
        }
        log.log(
                Level.INFO,
                "kernels: scalar, since this JVM runs without the Vector API; {0} on the java"
                        + " command line makes them several times faster",
                FLAG);
        return Backend.SCALAR;
    }

    /// The kernels of a backend.
    ///
    /// @param backend which
    /// @return its kernels
    /// @throws IllegalStateException when it cannot run here
    public static FloatKernels load(Backend backend) {
        return switch (backend) {
            case SCALAR -> new ScalarFloatKernels();
            case PANAMA -> {
                if (!vectorApi()) {
                    throw new IllegalStateException(
                            "backend panama needs %s on the java command line".formatted(FLAG));
                }
                yield new PanamaFloatKernels();
            }
            case NATIVE ->
                    throw new IllegalStateException(
                            "backend native is not part of this version of Lanes");
        };
    }

    private static boolean vectorApi() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }
}
