package dev.lanes.jmh.report;

import dev.lanes.jmh.Settings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Where and when figures were measured.
///
/// @param machine the processor and how many of its cores this process may use
/// @param jdk version and vendor
/// @param commit of this project's checkout; "-dirty" behind it where files were changed since
/// @param date in UTC, ISO 8601
public record Environment(String machine, String jdk, String commit, String date) {
    /// What this process runs in.
    public static Environment current() {
        String machine =
                "%s, %d cores"
                        .formatted(Processor.name(), Runtime.getRuntime().availableProcessors());
        String jdk = "%s %s".formatted(Runtime.version(), Settings.javaVendor());
        String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Environment(machine, jdk, Commit.current(), date);
    }
}
