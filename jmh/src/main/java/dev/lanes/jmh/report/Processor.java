package dev.lanes.jmh.report;

import dev.lanes.jmh.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The name of the processor.
final class Processor {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Processor() {}

    static String name() {
        if (!Files.isReadable(CPU_INFO)) {
            return Settings.architecture();
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(Settings::architecture);
        } catch (IOException e) {
            return Settings.architecture();
        }
    }
}
