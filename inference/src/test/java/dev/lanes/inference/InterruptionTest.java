package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is ended while it opens a model.
class InterruptionTest {
    @TempDir private Path folder;

    /// The program of the child process.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            DenseEncoder.open("e5-small-v2").close();
        }
    }

    @Test
    void leavesNoCopyOfTheNetwork() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Surefire patches the test classes into the module: they are on neither path.
        var classPath =
                String.join(
                        File.pathSeparator,
                        "target/test-classes",
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path"));
        var child =
                new ProcessBuilder(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                classPath,
                                Child.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        while (child.isAlive() && copies().isEmpty()) {
            Thread.sleep(5);
        }
        child.destroy();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(copies()).isEmpty();
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().contains("lanes-")).toList();
        }
    }
}
