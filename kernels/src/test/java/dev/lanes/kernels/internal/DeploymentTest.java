package dev.lanes.kernels.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanes.kernels.internal.Deployed.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Java program of its own in every form of deployment: native found, and nothing printed but the
/// line of log and what the JDK prints.
class DeploymentTest {
    private static final String ALLOWED = "--enable-native-access=ALL-UNNAMED";
    private static final String MODULE_ALLOWED = "--enable-native-access=dev.lanes.simd";
    private static final String SCORE = ": 32.0";

    private static Deployed program;

    @TempDir private Path directory;

    @BeforeAll
    static void deploy(@TempDir Path jars) {
        var expected = System.getProperty("lanes.test.expect", "unset");
        assumeTrue(expected.startsWith("native"), "native kernels do not run here: " + expected);
        program = new Deployed(jars);
    }

    @Test
    void onTheClassPath() {
        assertNative(program.onClassPath(ALLOWED));
    }

    @Test
    void onTheModulePath() {
        assertNative(program.onModulePath(MODULE_ALLOWED));
    }

    @Test
    void fromAnImage() {
        assertNative(program.fromImage(MODULE_ALLOWED));
    }

    @Test
    void underTheCheckOfTheJvm() {
        assertNative(program.onClassPath(ALLOWED, "-Xcheck:jni"));
    }

    @Test
    void withoutAnyFlag() {
        for (var outcome : List.of(program.onClassPath(), program.onModulePath())) {
            assertThat(outcome.warnings())
                    .hasSize(4)
                    .anyMatch(line -> line.contains("java.lang.System::load has been called"));
            assertNative(outcome.withoutWarnings());
        }
    }

    @Test
    void withoutTheJarsOfTheLibraries() {
        var outcome = program.onClassPathWithout("dev.lanes.simd.linux", ALLOWED);
        assertFallsBack(outcome, "there is no liblanes-linux-");
        assertThat(outcome.text()).contains(".so: its jar is missing");
    }

    @Test
    void withMemoryOfTheJvm() {
        assertNative(program.onClassPath(ALLOWED, "-Dlanes.native.pages=small"));
    }

    @Test
    void whereNativeAccessIsDenied() {
        var outcome = program.onClassPath("--illegal-native-access=deny");
        assertFallsBack(outcome, "--enable-native-access=ALL-UNNAMED on the java command line");
        assertThat(outcome.text()).contains("needs --add-modules jdk.incubator.vector");
    }

    @Test
    void whoeverInsistsLearnsTheCause() {
        var outcome = program.onClassPath("--illegal-native-access=deny", "-Dlanes.backend=native");
        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.text())
                .contains("IllegalStateException: backend native cannot run: this JVM denies")
                .contains("Caused by: java.lang.IllegalCallerException");
    }

    @Test
    void leavesNothingBehind() throws Exception {
        assertNative(program.onClassPath(ALLOWED, "-Dlanes.native.tmpdir=" + directory));
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void fromAFileThatIsNamed() throws Exception {
        var file = directory.resolve("kernels.so");
        var named = "-Dlanes.native.path=" + file;
        assertFallsBack(program.onClassPath(ALLOWED, named), file.toString());
        Files.writeString(file, "no library");
        assertFallsBack(program.onClassPath(ALLOWED, named), file.toString());
        Files.write(file, Deployed.library());
        var nowhere = "-Dlanes.native.tmpdir=" + directory.resolve("missing");
        assertNative(program.onClassPath(ALLOWED, named, nowhere));
    }

    @Test
    void whereTheDirectoryIsMissing() {
        var missing = directory.resolve("missing");
        var outcome = program.onClassPath(ALLOWED, "-Dlanes.native.tmpdir=" + missing);
        assertFallsBack(outcome, "-Dlanes.native.tmpdir=DIR names another directory");
    }

    /// In a mount namespace of its own, where the system lets everybody make one.
    @Test
    void whereTheDirectoryForbidsRunning() {
        var mount = "mount -t tmpfs -o noexec tmpfs %s".formatted(directory);
        var possible = Deployed.run(List.of("unshare", "-rm", "sh", "-c", mount));
        assumeTrue(possible.exit() == 0, "no mount namespaces here: " + possible.text());
        var command =
                new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", mount + " && \"$@\"", "sh"));
        command.addAll(program.onClassPathCommand(ALLOWED, "-Dlanes.native.tmpdir=" + directory));
        assertFallsBack(Deployed.run(command), "-Dlanes.native.tmpdir=DIR unpacks it elsewhere");
    }

    @Test
    void aWrongSettingIsAnIllegalState() {
        var outcome = program.onClassPath(ALLOWED, "-Dlanes.native.tier=avx1");
        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.text())
                .contains("Exception in thread \"main\" java.lang.IllegalStateException")
                .contains("lanes.native.tier must be one of");
    }

    private static void assertNative(Outcome outcome) {
        assertThat(outcome.exit()).as(outcome.text()).isZero();
        // Two lines of java.util.logging, then what the program prints.
        assertThat(outcome.lines()).as(outcome.text()).hasSize(3);
        assertThat(outcome.lines().get(1)).startsWith("INFO: kernels: native");
        assertThat(outcome.lines().get(2)).startsWith("native").endsWith(SCORE);
    }

    private static void assertFallsBack(Outcome outcome, String reason) {
        assertThat(outcome.exit()).as(outcome.text()).isZero();
        assertThat(outcome.warnings()).isEmpty();
        assertThat(outcome.text()).contains("native would be faster, but").contains(reason);
        assertThat(outcome.lines().getLast()).isEqualTo("scalar" + SCORE);
    }
}
