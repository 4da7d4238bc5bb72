package dev.lanes.jmh.peer;

import dev.lanes.jmh.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A shared library that is compiled here and now, for this very processor, from a C++ source of
/// ours around a library of headers. Loaded for as long as this JVM runs.
final class CompiledLibrary {
    private static final List<String> OPTIONS =
            List.of(
                    "-O3",
                    "-march=native",
                    "-DNDEBUG",
                    "-std=c++17",
                    "-fPIC",
                    "-shared",
                    "-fdiagnostics-color=never");

    private final SymbolLookup symbols;

    private CompiledLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /// What it takes.
    ///
    /// @param library its name, for messages
    /// @param source a resource beside this class
    /// @param header that the source includes first
    /// @param packages of Debian that bring compiler and headers
    record Recipe(String library, String source, String header, String packages) {
        private UsageException missing(String what) {
            return new UsageException(
                    "%s needs %s: apt-get install -y %s".formatted(library, what, packages));
        }
    }

    /// Compiles and loads it, which takes seconds.
    ///
    /// @param compiler the command, words parted by spaces
    /// @throws UsageException when the compiler or the header is missing; the message says how to
    ///   install them
    static CompiledLibrary load(Recipe recipe, String compiler) {
        try (TemporaryDirectory folder = new TemporaryDirectory("lanes-bench-cxx-")) {
            Path source = folder.path().resolve(recipe.source());
            try (InputStream in = CompiledLibrary.class.getResourceAsStream(recipe.source())) {
                Files.copy(in, source);
            }
            Path library = folder.path().resolve(recipe.library() + ".so");
            compile(recipe, compiler, source, library);
            // What is mapped stays when its file goes.
            return new CompiledLibrary(SymbolLookup.libraryLookup(library, Arena.global()));
        } catch (IOException e) {
            throw new UsageException(
                    "%s cannot be compiled: %s".formatted(recipe.library(), e.getMessage()));
        }
    }

    private static void compile(Recipe recipe, String compiler, Path source, Path library)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(compiler.strip().split("\\s+")));
        command.addAll(OPTIONS);
        command.addAll(List.of("-o", library.toString(), source.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Messages that can be looked through.
        builder.environment().put("LC_ALL", "C");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw recipe.missing("the compiler %s, which cannot be run".formatted(compiler));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (await(process) == 0) {
            return;
        }
        if (said.contains(recipe.header() + ": No such file")) {
            throw recipe.missing("the header %s, which was not found".formatted(recipe.header()));
        }
        String error =
                said.lines()
                        .filter(line -> line.contains("error"))
                        .findFirst()
                        .orElse(said.strip());
        throw new UsageException(
                "%s cannot be compiled by %s: %s".formatted(recipe.library(), compiler, error));
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while compiling", e);
        }
    }

    /// One of its functions. Arrays on the heap may be passed, so it must return soon.
    MethodHandle function(String name, FunctionDescriptor type) {
        return Linker.nativeLinker()
                .downcallHandle(symbols.findOrThrow(name), type, Linker.Option.critical(true));
    }
}
