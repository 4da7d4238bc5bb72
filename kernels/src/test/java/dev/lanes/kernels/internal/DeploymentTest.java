package dev.lanes.kernels.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanes.kernels.Kernels;
import dev.lanes.simd.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Java program of its own in every form of deployment: native found, and nothing printed but the
/// line of log and what the JDK prints.
class DeploymentTest {
    private static final String CLASS_PATH = path(Kernels.class, NativeLibrary.class, Probe.class);
    private static final String ALLOWED = "--enable-native-access=ALL-UNNAMED";
    private static final String SCORE = ": 32.0";

    @TempDir private Path directory;

    private record Outcome(int exit, List<String> lines) {
        List<String> warnings() {
            return lines.stream().filter(line -> line.contains("WARNING")).toList();
        }

        String text() {
            return String.join("\n", lines);
        }
    }

    @BeforeEach
    void assumeNative() {
        var expected = System.getProperty("lanes.test.expect", "unset");
        assumeTrue(expected.startsWith("native"), "native kernels do not run here: " + expected);
    }

    @Test
    void onTheClassPath() throws Exception {
        assertNative(onClassPath(ALLOWED));
    }

    @Test
    void onTheModulePath() throws Exception {
        assertNative(
                java(
                        List.of(
                                "--enable-native-access=dev.lanes.simd",
                                "-p",
                                path(Kernels.class, NativeLibrary.class),
                                "--add-modules=dev.lanes.kernels",
                                "--patch-module=dev.lanes.kernels=" + path(Probe.class),
                                "-m",
                                "dev.lanes.kernels/" + Probe.class.getName())));
    }

    @Test
    void underTheCheckOfTheJvm() throws Exception {
        assertNative(onClassPath(ALLOWED, "-Xcheck:jni"));
    }

    @Test
    void withoutAnyFlag() throws Exception {
        var outcome = onClassPath();
        assertThat(outcome.warnings())
                .anyMatch(line -> line.contains("java.lang.System::load has been called"));
        var rest = new ArrayList<>(outcome.lines);
        rest.removeAll(outcome.warnings());
        rest.removeIf(String::isEmpty); // The JDK ends its warnings with an empty line.
        assertNative(new Outcome(outcome.exit, rest));
    }

    @Test
    void whereNativeAccessIsDenied() throws Exception {
        var outcome = onClassPath("--illegal-native-access=deny");
        assertFallsBack(outcome, "--enable-native-access=ALL-UNNAMED on the java command line");
        assertThat(outcome.text()).contains("needs --add-modules jdk.incubator.vector");
    }

    @Test
    void whoeverInsistsLearnsTheCause() throws Exception {
        var outcome = onClassPath("--illegal-native-access=deny", "-Dlanes.backend=native");
        assertThat(outcome.exit).isNotZero();
        assertThat(outcome.text())
                .contains("IllegalStateException: backend native cannot run: this JVM denies")
                .contains("Caused by: java.lang.IllegalCallerException");
    }

    @Test
    void leavesNothingBehind() throws Exception {
        assertNative(onClassPath(ALLOWED, "-Dlanes.native.tmpdir=" + directory));
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void fromAFileThatIsNamed() throws Exception {
        var file = directory.resolve("kernels.so");
        assertFallsBack(onClassPath(ALLOWED, "-Dlanes.native.path=" + file), file.toString());
        Files.writeString(file, "no library");
        assertFallsBack(onClassPath(ALLOWED, "-Dlanes.native.path=" + file), file.toString());
        Files.write(file, library());
        var nowhere = "-Dlanes.native.tmpdir=" + directory.resolve("missing");
        assertNative(onClassPath(ALLOWED, "-Dlanes.native.path=" + file, nowhere));
    }

    @Test
    void whereTheDirectoryIsMissing() throws Exception {
        var missing = directory.resolve("missing");
        var outcome = onClassPath(ALLOWED, "-Dlanes.native.tmpdir=" + missing);
        assertFallsBack(outcome, "-Dlanes.native.tmpdir=DIR names another directory");
    }

    /// In a mount namespace of its own, where the system lets everybody make one.
    @Test
    void whereTheDirectoryForbidsRunning() throws Exception {
        var mount = "mount -t tmpfs -o noexec tmpfs %s".formatted(directory);
        var possible = run(List.of("unshare", "-rm", "sh", "-c", mount));
        assumeTrue(possible.exit == 0, "no mount namespaces here: " + possible.text());
        var command =
                new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", mount + " && \"$@\"", "sh"));
        command.addAll(
                javaCommand(
                        List.of(
                                ALLOWED,
                                "-Dlanes.native.tmpdir=" + directory,
                                "-cp",
                                CLASS_PATH,
                                Probe.class.getName())));
        assertFallsBack(run(command), "-Dlanes.native.tmpdir=DIR unpacks it elsewhere");
    }

    @Test
    void aWrongSettingIsAnIllegalState() throws Exception {
        var outcome = onClassPath(ALLOWED, "-Dlanes.native.tier=avx1");
        assertThat(outcome.exit).isNotZero();
        assertThat(outcome.text())
                .contains("Exception in thread \"main\" java.lang.IllegalStateException")
                .contains("lanes.native.tier must be one of");
    }

    private static void assertNative(Outcome outcome) {
        assertThat(outcome.exit).as(outcome.text()).isZero();
        // Two lines of java.util.logging, then what the program prints.
        assertThat(outcome.lines).as(outcome.text()).hasSize(3);
        assertThat(outcome.lines.get(1)).startsWith("INFO: kernels: native");
        assertThat(outcome.lines.get(2)).startsWith("native").endsWith(SCORE);
    }

    private static void assertFallsBack(Outcome outcome, String reason) {
        assertThat(outcome.exit).as(outcome.text()).isZero();
        assertThat(outcome.warnings()).isEmpty();
        assertThat(outcome.text()).contains("native would be faster, but").contains(reason);
        assertThat(outcome.lines.getLast()).isEqualTo("scalar" + SCORE);
    }

    private static Outcome onClassPath(String... options) throws Exception {
        return java(
                Stream.concat(
                                Stream.of(options),
                                Stream.of("-cp", CLASS_PATH, Probe.class.getName()))
                        .toList());
    }

    private static Outcome java(List<String> arguments) throws Exception {
        return run(javaCommand(arguments));
    }

    private static List<String> javaCommand(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-Xshare:auto", "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        return command;
    }

    private static Outcome run(List<String> command) throws Exception {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var lines = process.inputReader().readAllLines();
            return new Outcome(process.waitFor(), lines);
        } catch (IOException e) {
            return new Outcome(-1, List.of(e.toString()));
        }
    }

    /// Out of the module, which lends it to nobody.
    private static byte[] library() throws IOException {
        var name = System.getProperty("os.arch").replace("amd64", "x86_64");
        var module = NativeLibrary.class.getModule();
        var configuration = module.getLayer().configuration();
        try (var reader =
                        configuration
                                .findModule(module.getName())
                                .orElseThrow()
                                .reference()
                                .open();
                var library =
                        reader.open("dev/lanes/simd/liblanes-linux-%s.so".formatted(name))
                                .orElseThrow()) {
            return library.readAllBytes();
        }
    }

    private static String path(Class<?>... types) {
        return Stream.of(types)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
