package dev.lanes.jmh;

import java.nio.file.Path;
import java.util.Optional;

/// Everything that the benchmarks read from outside their arguments; none is needed.
///
/// | key | means |
/// |---|---|
/// | property `lanes.data`, else variable `LANES_DATA` | folder of the data sets that `--dataset` names |
/// | property `lanes.bench.cxx` | the C++ compiler for peers that are compiled here; default `g++` |
/// | property `java.vendor` | who built the JDK |
/// | property `os.arch` | the processor's architecture, where the system does not name the processor |
public final class Settings {
    private Settings() {}

    /// The folder of data sets.
    ///
    /// @return nothing when nobody said where it is
    public static Optional<Path> data() {
        String folder =
                System.getProperty("lanes.data", System.getenv().getOrDefault("LANES_DATA", ""));
        return Optional.of(folder).filter(name -> !name.isBlank()).map(Path::of);
    }

    /// The command of a C++ compiler that takes GCC's options.
    public static String cxx() {
        return System.getProperty("lanes.bench.cxx", "g++");
    }

    /// Tells AWT that there is no screen, before any of its classes is used: pictures go to files.
    public static void headless() {
        System.setProperty("java.awt.headless", "true");
    }

    /// Who built the JDK.
    public static String javaVendor() {
        return System.getProperty("java.vendor", "unknown vendor");
    }

    /// The architecture of the processor.
    public static String architecture() {
        return System.getProperty("os.arch", "unknown processor");
    }
}
