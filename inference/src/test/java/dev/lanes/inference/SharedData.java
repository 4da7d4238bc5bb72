package dev.lanes.inference;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/// Real data that lies beside the project and is not part of it.
public final class SharedData {
    private SharedData() {}

    /// A file of it; the test that asks is skipped where the data is not at hand.
    public static Path file(String name) {
        String root = System.getProperty("lanes.data", System.getenv("LANES_DATA"));
        assumeTrue(root != null, "set -Dlanes.data or LANES_DATA to run this test on real data");
        return Path.of(root).resolve(name);
    }
}
