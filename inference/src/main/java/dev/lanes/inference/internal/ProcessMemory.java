package dev.lanes.inference.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much memory this process has, as Linux sees it.
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "RssAnon:";

    private ProcessMemory() {}

    /// Bytes that are in memory and belong to no file; 0 where the system does not tell.
    static long resident() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    String kibibytes = line.substring(RESIDENT.length()).replace("kB", "");
                    return Long.parseLong(kibibytes.strip()) << 10;
                }
            }
            return 0;
        } catch (IOException | NumberFormatException e) {
            return 0; // another system
        }
    }
}
