package dev.lanes.jmh.report;

/// The system properties that the benchmarks read.
final class Settings {
    private Settings() {}

    /// `java.vendor`: who built the JDK.
    static String javaVendor() {
        return System.getProperty("java.vendor", "unknown vendor");
    }

    /// `os.arch`: the processor's architecture, where the system does not name the processor.
    static String architecture() {
        return System.getProperty("os.arch", "unknown processor");
    }
}
