package dev.lanes.jmh.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A JVM like this one, with the same class path and options, that runs one class and is gone: what
/// the JIT compiler makes of code depends on all that ran before.
public final class ChildJvm {
    private static final int LAST_WORDS = 3;

    private ChildJvm() {}

    /// Runs the main method of a class to its end.
    ///
    /// @param main the class
    /// @param arguments what it is given
    /// @return the lines that it printed to standard output
    /// @throws IOException when it cannot be started, or ends with another exit code than 0; the
    ///   message has the last lines that it printed to standard error
    public static List<String> run(Class<?> main, List<String> arguments) throws IOException {
        Path errors = Files.createTempFile("lanes-bench-", ".err");
        Process process = null;
        try {
            process =
                    new ProcessBuilder(command(main, arguments))
                            .redirectError(Redirect.to(errors.toFile()))
                            .start();
            List<String> lines = new ArrayList<>();
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                reader.lines().forEach(lines::add);
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(
                        "a JVM for %s ended with exit code %d: %s"
                                .formatted(main.getSimpleName(), code, lastWords(errors)));
            }
            return lines;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a JVM", e);
        } finally {
            if (process != null) {
                process.destroy();
            }
            Files.deleteIfExists(errors);
        }
    }

    private static List<String> command(Class<?> main, List<String> arguments) {
        RuntimeMXBean self = ManagementFactory.getRuntimeMXBean();
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        // An archive of classes that the child would write when it ends takes longer than its work.
        self.getInputArguments().stream()
                .filter(option -> !option.startsWith("-XX:SharedArchiveFile"))
                .filter(option -> !option.equals("-XX:+AutoCreateSharedArchive"))
                .forEach(command::add);
        command.addAll(List.of("-cp", self.getClassPath(), main.getName()));
        command.addAll(arguments);
        return command;
    }

    private static String lastWords(Path errors) throws IOException {
        List<String> lines = Files.readAllLines(errors);
        return String.join(
                " ", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    }
}
