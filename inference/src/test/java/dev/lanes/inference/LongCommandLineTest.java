package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Some releases of ONNX Runtime kill a process whose command line is longer than 4,000 characters,
/// which those of build tools and IDEs are (docs/decisions/0005).
class LongCommandLineTest {
    /// The program of the child process.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            try (var encoder = DenseEncoder.open("all-MiniLM-L6-v2")) {
                System.out.println("dimension " + encoder.encodeQuery("hello").length);
            }
        }
    }

    @Test
    void aModelOpens() throws Exception {
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
                                "-cp",
                                classPath,
                                Child.class.getName(),
                                "x".repeat(10_000))
                        .redirectErrorStream(true)
                        .start();
        try (var output = child.inputReader()) {
            assertThat(output.lines()).contains("dimension 384");
        }
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
    }
}
