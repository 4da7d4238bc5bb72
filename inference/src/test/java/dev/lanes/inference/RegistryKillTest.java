package dev.lanes.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that registers and deletes models is killed, again and again; what it said to have
/// done is done, and what it was doing is done or not.
class RegistryKillTest {
    private static final int KILLS = 6;

    @TempDir Path folder;

    /// Registers models for ever and deletes each second one; prints what it has done.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            try (var registry = ModelRegistry.open(Path.of(arguments[0]))) {
                for (int i = 0; ; i++) {
                    String id = registry.register(Path.of(arguments[1]), Registration.plain()).id();
                    System.out.println("+" + id);
                    if (i % 2 == 1) {
                        System.out.println("?" + id);
                        registry.delete(id);
                        System.out.println("-" + id);
                    }
                }
            }
        }
    }

    @Test
    void whatWasRegisteredIsThere() throws Exception {
        Path model =
                TinyModel.write(folder.resolve("model"), TinyModel.descriptor("mean", "false"));
        Path directory = folder.resolve("registry");
        long seed = new Random().nextLong();
        var random = new Random(seed);
        List<String> expected = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> said = runAndKill(directory, model, random);
            List<String> maybe = new ArrayList<>();
            for (String line : said) {
                String id = line.substring(1);
                switch (line.charAt(0)) {
                    case '+' -> expected.add(id);
                    case '?' -> {
                        expected.remove(id);
                        maybe.add(id);
                    }
                    default -> maybe.remove(id);
                }
            }
            check(directory, expected, maybe, "seed %d, kill %d".formatted(seed, kill));
        }
        assertThat(expected).as("seed %d", seed).isNotEmpty();
    }

    @Test
    void twoProcessesShareADirectory() throws Exception {
        Path model =
                TinyModel.write(folder.resolve("model"), TinyModel.descriptor("mean", "false"));
        Path directory = folder.resolve("registry");
        Path output = folder.resolve("output");
        Process other = start(directory, model, output);
        try {
            awaitAWord(output);
            List<String> ours = new ArrayList<>();
            try (var registry = ModelRegistry.open(directory)) {
                for (int i = 0; i < 20; i++) {
                    ours.add(registry.register(model, Registration.plain()).id());
                }
                assertThat(registry.list())
                        .extracting(RegisteredModel::id)
                        .containsAll(ours)
                        .doesNotHaveDuplicates();
            }
            assertThat(other.isAlive()).as(Files.readString(output)).isTrue();
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    private static void check(
            Path directory, List<String> expected, List<String> maybe, String where)
            throws IOException {
        try (var registry = ModelRegistry.open(directory)) {
            List<String> found =
                    new ArrayList<>(registry.list().stream().map(RegisteredModel::id).toList());
            assertThat(found).as(where).containsAll(expected);
            found.removeAll(expected);
            // One more may have been registered or not deleted without a word.
            assertThat(found).as(where).hasSizeLessThanOrEqualTo(1);
            assertThat(found).as(where).allMatch(id -> maybe.isEmpty() || maybe.contains(id));
            assertThat(directory.resolve("work")).as(where).isEmptyDirectory();
            found.forEach(registry::delete);
            for (String id : expected) {
                registry.deploy(id);
                registry.undeploy(id);
            }
        }
    }

    private List<String> runAndKill(Path directory, Path model, Random random) throws Exception {
        Path output = folder.resolve("output");
        Process process = start(directory, model, output);
        try {
            awaitAWord(output);
            Thread.sleep(random.nextInt(300));
        } finally {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output, UTF_8);
        // A line that is cut off was not said.
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1)
                        .lines()
                        .filter(line -> line.matches("[-+?]tiny:\\d+"))
                        .toList();
        assertThat(lines).as(text).isNotEmpty();
        return lines;
    }

    private static Process start(Path directory, Path model, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        Child.class.getName(),
                        directory.toString(),
                        model.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static void awaitAWord(Path output) throws Exception {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.readString(output).contains("+") && System.nanoTime() < patience) {
            Thread.sleep(5);
        }
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
