package dev.lanes.hnsw;

import static dev.lanes.hnsw.Rows.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.memory.MemoryLimitException;
import dev.lanes.vector.Similarity;
import java.io.File;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LowMemoryTest {
    @TempDir Path folder;

    /// The heap's sizes make different arrays the one that has no room.
    @ParameterizedTest
    @ValueSource(ints = {10, 16})
    void aFullHeapLeavesAllThatWasAdded(int megabytes) throws Exception {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx%dm".formatted(megabytes),
                                "-XX:+UseSerialGC",
                                // Else the collector takes minutes with a heap nearly full.
                                "-Xmn1m",
                                "-Dlanes.backend=scalar",
                                "-cp",
                                classPath(),
                                LowMemory.class.getName(),
                                folder.resolve("index").toString())
                        .redirectErrorStream(true)
                        .start();
        var lines = process.inputReader().readAllLines();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        assertThat(lines.getLast()).startsWith("holds ");
        HnswFiles.verify(folder.resolve("index"));
    }

    private static String classPath() {
        var test = LowMemory.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        var module = HnswIndex.class.getModule();
        if (!module.isNamed()) {
            return System.getProperty("java.class.path");
        }
        var modules = module.getLayer().configuration().modules().stream();
        return Stream.concat(Stream.of(test), modules.flatMap(LowMemoryTest::place))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> place(ResolvedModule module) {
        return module.reference().location().stream()
                .filter(place -> place.getScheme().equals("file"))
                .map(place -> Path.of(place).toString());
    }

    @Test
    void aLimitRefusesRowsBeforeItIsExceeded() {
        var settings = settings(Similarity.EUCLIDEAN, 4, 10);
        long limit = 3 << 20;
        try (var index = HnswIndex.createLimited(64, settings, limit)) {
            int rows = 0;
            try {
                while (true) {
                    index.add(rows, Rows.clustered(1, 64, rows)[0]);
                    rows++;
                }
            } catch (MemoryLimitException e) {
                assertThat(e).hasMessageContaining("HNSW index");
            }
            assertThat(rows).isPositive();
            assertThat(index.size()).isEqualTo(rows);
            assertThat(index.bytes()).isLessThanOrEqualTo(limit);
            assertThat(index.unreachable()).isZero();
            assertThat(index.contains(rows)).isFalse();
            assertThat(index.search(Rows.clustered(1, 64, 0)[0], 1, 10)).hasSize(1);
        }
    }
}
