package dev.lanes.jmh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The real data sets, which are no part of the project.
public final class SharedData {
    /// Why a test was skipped.
    public static final String HOW_TO_GIVE =
            "needs real data: set the system property lanes.data or the variable LANES_DATA";

    private SharedData() {}

    /// One data set's folder; empty when nobody said where the data lies.
    public static Optional<Path> folder(String name) {
        return Stream.of(System.getProperty("lanes.data", ""), environment())
                .filter(place -> !place.isEmpty())
                .findFirst()
                .map(place -> Path.of(place, name))
                .filter(Files::isDirectory);
    }

    private static String environment() {
        return System.getenv().getOrDefault("LANES_DATA", "");
    }
}
