package dev.lanes.jmh.start;

import dev.lanes.kernels.Backend;
import dev.lanes.kernels.Kernels;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Starts JVMs, each for one first score, and takes medians.
public final class FirstScores {
    private static final double NANOS = 1e6;

    /// What a first score took.
    ///
    /// @param backend who computed it
    /// @param libraryMillis milliseconds from the first line of the program to the score: what
    ///   Lanes takes, with the classes of the JDK that nobody had needed before
    /// @param processMillis milliseconds from the start of the process to the score
    public record Figure(Backend backend, double libraryMillis, double processMillis) {}

    private FirstScores() {}

    /// Measures every backend that can run here, in turn, several times.
    ///
    /// @param rounds JVMs a backend, at least 1
    /// @return the medians by backend
    /// @throws IOException when a JVM cannot be started, or ends without a score
    public static List<Figure> measure(int rounds) throws IOException {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds must be at least 1 but were " + rounds);
        }
        List<Backend> backends = Stream.of(Backend.values()).filter(FirstScores::runs).toList();
        Map<Backend, List<Figure>> seen = new EnumMap<>(Backend.class);
        for (int round = 0; round < rounds; round++) {
            for (Backend backend : backends) {
                seen.computeIfAbsent(backend, _ -> new ArrayList<>()).add(once(backend));
            }
        }
        return seen.entrySet().stream()
                .map(entry ->
                        new Figure(
                                entry.getKey(),
                                median(entry.getValue(), false),
                                median(entry.getValue(), true)))
                .toList();
    }

    private static boolean runs(Backend backend) {
        try {
            return Kernels.of(backend).backend() == backend;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static double median(List<Figure> figures, boolean process) {
        double[] sorted =
                figures.stream()
                        .mapToDouble(f -> process ? f.processMillis : f.libraryMillis)
                        .sorted()
                        .toArray();
        return sorted[sorted.length / 2];
    }

    private static Figure once(Backend backend) throws IOException {
        List<String> command = command(backend);
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            long ended = System.nanoTime();
            if (line == null) {
                throw new IOException("no first score by %s from %s".formatted(backend, command));
            }
            return new Figure(backend, Long.parseLong(line) / NANOS, (ended - begun) / NANOS);
        } finally {
            process.destroy();
        }
    }

    /// As somebody would start a program with that backend, with no flag that it does not need.
    private static List<String> command(Backend backend) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(
                ProcessHandle.current()
                        .info()
                        .command()
                        .orElseThrow(() -> new IOException("the system does not name the JVM")));
        switch (backend) {
            case NATIVE -> command.add("--enable-native-access=ALL-UNNAMED");
            case PANAMA -> command.add("--add-modules=jdk.incubator.vector");
            case SCALAR -> {}
        }
        if (backend != Backend.NATIVE) {
            // Otherwise memory would load the library, which these two are to do without.
            command.add("-Dlanes.native.pages=small");
        }
        command.add("-cp");
        command.add(ManagementFactory.getRuntimeMXBean().getClassPath());
        command.add(FirstScore.class.getName());
        command.add(backend.name());
        return command;
    }
}
