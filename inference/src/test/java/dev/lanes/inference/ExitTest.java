package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The JVM exits while threads encode. ONNX Runtime gives its environment back in a shutdown hook;
/// encoders go on regardless until the process is gone, and it ends with the code that it was told.
///
/// `-Dlanes.soak=N` runs N rounds.
class ExitTest {
    private static final String MODEL = "all-MiniLM-L6-v2-q";
    private static final int CODE = 7;

    @TempDir Path folder;

    /// Threads encode texts of all lengths, some hundred milliseconds after the exit has begun too.
    /// Prints what fails meanwhile.
    static final class Child {
        private static final int THREADS = 6;

        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            long seed = Long.parseLong(arguments[0]);
            var random = new Random(seed);
            DenseEncoder encoder = DenseEncoder.open(MODEL);
            for (int i = 0; i < THREADS; i++) {
                encodeForEver(encoder, new Random(seed + i));
            }
            int beforeExit = 20 + random.nextInt(200);
            int meanwhile = random.nextInt(200);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> sleep(meanwhile)));
            sleep(beforeExit);
            System.exit(CODE);
        }

        private static void encodeForEver(DenseEncoder encoder, Random random) {
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        try {
                            while (true) {
                                String text = "a passage of words ".repeat(1 + random.nextInt(60));
                                if (random.nextBoolean()) {
                                    encoder.encodeQuery(text);
                                } else {
                                    encoder.encodePassages(Collections.nCopies(20, text));
                                }
                            }
                        } catch (RuntimeException e) {
                            System.out.println("failed: " + e);
                        }
                    });
        }

        private static void sleep(int millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// A text that is longer than all before it needs more memory of the native library, which asks
    /// for the environment's logger then.
    static final class DrainingChild {
        private DrainingChild() {}

        public static void main(String[] arguments) {
            DenseEncoder encoder = DenseEncoder.open(MODEL);
            encoder.encodeQuery("short");
            var drain =
                    new Thread(() -> {
                        Child.sleep(500);
                        String text = "a passage of words ".repeat(30);
                        int rows = encoder.encodePassages(Collections.nCopies(32, text)).length;
                        System.out.println("encoded " + rows);
                    });
            Runtime.getRuntime().addShutdownHook(drain);
            System.exit(CODE);
        }
    }

    @Test
    void threadsEncodeMeanwhile() throws Exception {
        long seed = new Random().nextLong();
        int rounds = Integer.getInteger("lanes.soak", 10);
        for (int round = 0; round < rounds; round++) {
            long own = seed + 1000L * round;
            assertThat(run(Child.class, Long.toString(own)))
                    .as("seed %d, round %d", seed, round)
                    .isEmpty();
        }
    }

    @Test
    void aHookStillEncodes() throws Exception {
        assertThat(run(DrainingChild.class, "")).containsExactly("encoded 32");
    }

    /// Runs a child to its end.
    ///
    /// @return what it printed
    private List<String> run(Class<?> child, String argument)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:ErrorFile=" + folder.resolve("hs_err.log"),
                                "-XX:-CreateCoredumpOnCrash",
                                "-cp",
                                classPath(),
                                child.getName(),
                                argument)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the child ends").isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isEqualTo(CODE);
        assertThat(folder.resolve("hs_err.log")).as(text).doesNotExist();
        return text.lines().filter(line -> !line.startsWith("WARNING:")).toList();
    }

    private static String classPath() {
        // Surefire patches the test classes into the module: they are on neither path.
        return String.join(
                File.pathSeparator,
                "target/test-classes",
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
    }
}
