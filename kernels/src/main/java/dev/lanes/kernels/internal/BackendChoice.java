package dev.lanes.kernels.internal;

import dev.lanes.kernels.Backend;
import dev.lanes.simd.LibraryLoad;
import dev.lanes.simd.NativeLibrary;
import java.lang.System.Logger.Level;

/// Which backend this JVM allows.
public final class BackendChoice {
    private static final String FLAG = "--add-modules jdk.incubator.vector";

    private BackendChoice() {}

    /// The backend to use when nobody asks for one; logs what it takes, why nothing better, and
    /// what would be faster.
    ///
    /// @return the forced one, else the fastest that can run
    /// @throws IllegalStateException when what a system property forces cannot run here
    public static Backend best() {
        var forced = Settings.backend();
        var backend = forced.orElseGet(BackendChoice::fastest);
        System.getLogger("dev.lanes.kernels")
                .log(
                        Level.INFO,
                        "kernels: {0}{1}",
                        load(backend).description(),
                        forced.isPresent() ? ", forced by " + Settings.BACKEND : reason(backend));
        return backend;
    }

    private static Backend fastest() {
        if (NativeLibrary.load() instanceof LibraryLoad.Loaded) {
            return Backend.NATIVE;
        }
        return vectorApi() ? Backend.PANAMA : Backend.SCALAR;
    }

    /// Why nothing faster was taken.
    private static String reason(Backend taken) {
        if (!(NativeLibrary.load() instanceof LibraryLoad.Failed failed)) {
            return "";
        }
        var noNative = "; native would be faster, but " + failed.reason();
        return taken == Backend.PANAMA
                ? noNative
                : noNative + "; panama would be faster, but needs %s".formatted(FLAG);
    }

    /// The kernels of a backend.
    ///
    /// @param backend which
    /// @return its kernels
    /// @throws IllegalStateException when it cannot run here
    public static BackendKernels load(Backend backend) {
        return switch (backend) {
            case SCALAR -> new ScalarKernels();
            case PANAMA -> panama();
            case NATIVE -> natives();
        };
    }

    private static BackendKernels panama() {
        if (!vectorApi()) {
            throw new IllegalStateException(
                    "backend panama needs %s on the java command line".formatted(FLAG));
        }
        return new PanamaKernels();
    }

    /// Without a switch on patterns, whose bootstrap takes 7 ms of a fresh JVM.
    private static BackendKernels natives() {
        var load = NativeLibrary.load();
        if (load instanceof LibraryLoad.Failed(var reason, var cause)) {
            throw new IllegalStateException("backend native cannot run: " + reason, cause);
        }
        return new NativeBackend(((LibraryLoad.Loaded) load).kernels());
    }

    private static boolean vectorApi() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }
}
