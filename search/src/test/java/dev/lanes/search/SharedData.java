package dev.lanes.search;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of real data that is no part of the project.
public final class SharedData {
    private SharedData() {}

    /// A file of it; the test is skipped where there is no such folder.
    public static Path file(String name) {
        String folder = System.getProperty("lanes.data", System.getenv("LANES_DATA"));
        assumeTrue(
                folder != null && !folder.isBlank(),
                "skipped: set the property lanes.data or the variable LANES_DATA to the data"
                        + " folder");
        Path file = Path.of(folder).resolve(name);
        assumeTrue(Files.exists(file), "skipped: there is no " + file);
        return file;
    }
}
