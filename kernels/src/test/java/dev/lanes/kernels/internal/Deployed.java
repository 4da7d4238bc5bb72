package dev.lanes.kernels.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.kernels.Kernels;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The program in `src/test/probe` and the jars that it needs, as somebody would deploy them.
final class Deployed {
    /// What a process said and how it ended.
    record Outcome(int exit, List<String> lines) {
        List<String> warnings() {
            return lines.stream().filter(line -> line.contains("WARNING")).toList();
        }

        String text() {
            return String.join("\n", lines);
        }

        /// What is left without what the JDK says of native access.
        Outcome withoutWarnings() {
            var rest = new ArrayList<>(lines);
            rest.removeAll(warnings());
            rest.removeIf(String::isEmpty); // The JDK ends its warnings with an empty line.
            return new Outcome(exit, rest);
        }
    }

    private static final Path PROGRAM = Path.of("src", "test", "probe").toAbsolutePath();
    private static final Path JDK = Path.of(System.getProperty("java.home"), "bin");

    private final Map<String, Path> jars = new LinkedHashMap<>();
    private final Path directory;

    /// @param directory empty; receives the jars
    Deployed(Path directory) {
        this.directory = directory;
        for (var name :
                List.of(
                        "dev.lanes.kernels",
                        "dev.lanes.simd",
                        "dev.lanes.simd.linux.x86_64",
                        "dev.lanes.simd.linux.aarch64",
                        "roaringbitmap")) {
            jar(name, classes(name));
        }
        var compiled = directory.resolve("compiled");
        tool(
                "javac",
                "-p",
                modulePath(),
                "-d",
                compiled.toString(),
                PROGRAM.resolve("module-info.java").toString(),
                PROGRAM.resolve("probe").resolve("Main.java").toString());
        jar("probe", compiled);
    }

    /// Makes a jar of a folder; a build that packages gives a jar already.
    private void jar(String name, Path classes) {
        if (Files.isRegularFile(classes)) {
            jars.put(name, classes);
            return;
        }
        var jar = directory.resolve(name + ".jar");
        tool("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        jars.put(name, jar);
    }

    /// Where a module that this test depends on was compiled to, or its jar.
    private static Path classes(String module) {
        var configuration = Kernels.class.getModule().getLayer().configuration();
        var reference = configuration.findModule(module).orElseThrow().reference();
        return Path.of(reference.location().orElseThrow());
    }

    private String modulePath() {
        return String.join(File.pathSeparator, jars.values().stream().map(Path::toString).toList());
    }

    private String classPathWithout(String left) {
        return String.join(
                File.pathSeparator,
                jars.entrySet().stream()
                        .filter(jar -> !jar.getKey().startsWith(left))
                        .map(jar -> jar.getValue().toString())
                        .toList());
    }

    Outcome onClassPath(String... options) {
        return run(onClassPathCommand(options));
    }

    List<String> onClassPathCommand(String... options) {
        return command(JDK, options, "-cp", modulePath(), "probe.Main");
    }

    Outcome onClassPathWithout(String jars, String... options) {
        return run(command(JDK, options, "-cp", classPathWithout(jars), "probe.Main"));
    }

    Outcome onModulePath(String... options) {
        return run(command(JDK, options, "-p", modulePath(), "-m", "probe/probe.Main"));
    }

    /// Links an image that has nothing but the program and what it needs, and runs it there.
    Outcome fromImage(String... options) {
        var image = directory.resolve("image");
        tool("jlink", "-p", modulePath(), "--add-modules", "probe", "--output", image.toString());
        return run(command(image.resolve("bin"), options, "-m", "probe/probe.Main"));
    }

    private static List<String> command(Path java, String[] options, String... rest) {
        var fixed = Stream.of("-Xmx64m", "-Xshare:auto", "-XX:TieredStopAtLevel=1");
        return Stream.of(
                        Stream.of(java.resolve("java").toString()),
                        fixed,
                        Stream.of(options),
                        Stream.of(rest))
                .flatMap(words -> words)
                .toList();
    }

    private static void tool(String name, String... arguments) {
        var command = new ArrayList<>(List.of(JDK.resolve(name).toString()));
        command.addAll(List.of(arguments));
        var outcome = run(command);
        assertThat(outcome.exit).as(outcome.text()).isZero();
    }

    /// Runs a command; where there is no such program, the exit status is -1.
    static Outcome run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var lines = process.inputReader().readAllLines();
            return new Outcome(process.waitFor(), lines);
        } catch (IOException e) {
            return new Outcome(-1, List.of(e.toString()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// The library for this machine.
    static byte[] library() throws IOException {
        var machine = System.getProperty("os.arch").replace("amd64", "x86_64");
        var module = "dev.lanes.simd.linux." + machine;
        var configuration = Kernels.class.getModule().getLayer().configuration();
        var reference = configuration.findModule(module).orElseThrow().reference();
        var name = "META-INF/lanes/liblanes-linux-%s.so".formatted(machine);
        try (var reader = reference.open();
                var library = reader.open(name).orElseThrow()) {
            return library.readAllBytes();
        }
    }
}
