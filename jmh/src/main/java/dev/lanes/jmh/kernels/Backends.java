package dev.lanes.jmh.kernels;

import dev.lanes.kernels.Backend;
import dev.lanes.kernels.Kernels;
import java.util.List;
import java.util.stream.Stream;

/// Our backends that can run here; the others are left out.
final class Backends {
    static final List<Backend> RUNNING =
            Stream.of(Backend.values()).filter(Backends::runs).toList();

    /// Those that somebody who wants speed uses.
    static final List<Backend> FAST =
            RUNNING.stream().filter(backend -> backend != Backend.SCALAR).toList();

    private Backends() {}

    private static boolean runs(Backend backend) {
        try {
            return Kernels.of(backend).backend() == backend;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
