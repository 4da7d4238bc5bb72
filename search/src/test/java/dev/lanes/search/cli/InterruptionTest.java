package dev.lanes.search.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.FileTrees;
import dev.lanes.search.Passages;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lanes index` in a process of its own, ended while it encodes.
class InterruptionTest {
    @TempDir private Path folder;
    private Process process;

    @BeforeEach
    void begin() throws Exception {
        Path file = folder.resolve("long.jsonl");
        String text = "many words ".repeat(120);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            lines.add("{\"text\":\"%s%d\"}".formatted(text, i));
        }
        Files.write(file, lines);
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                classPath(),
                                Lanes.class.getName(),
                                "index",
                                file.toString(),
                                "--out",
                                folder.resolve("out").toString(),
                                "--text",
                                "text",
                                "--model",
                                Passages.MODEL)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        while (process.isAlive() && stagingDatabases() == 0) {
            Thread.sleep(20);
        }
        assertThat(process.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
        assertThat(FileTrees.names(folder)).anyMatch(name -> name.startsWith(".out.tmp-"));
    }

    @AfterEach
    void end() throws Exception {
        process.destroyForcibly().waitFor();
    }

    static String classPath() {
        return Stream.of("jdk.module.path", "java.class.path")
                .map(System::getProperty)
                .filter(path -> path != null && !path.isEmpty())
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
    }

    private long stagingDatabases() throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.endsWith("lanes.db")).count();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    @Test
    void ctrlCLeavesNothing() throws Exception {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(FileTrees.names(folder)).containsExactly("log", "long.jsonl");
    }

    @Test
    void whatAKilledOneLeavesIsRemovedByTheNext() throws Exception {
        Path target = folder.resolve("out");
        // A live one is left alone …
        Passages.builder().create(folder.resolve("elsewhere"), Passages.first(1)).close();
        Passages.builder().create(target, Passages.first(1)).close();
        assertThat(FileTrees.names(folder)).anyMatch(name -> name.startsWith(".out.tmp-"));

        process.destroyForcibly().waitFor();
        assertThat(FileTrees.names(folder)).anyMatch(name -> name.startsWith(".out.tmp-"));

        // … and a dead one is not.
        Passages.builder().replace(target, Passages.first(1)).close();
        assertThat(FileTrees.names(folder))
                .containsExactly("elsewhere", "log", "long.jsonl", "out");
    }
}
