package dev.lanes.jmh.house;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The modules of the project, bottom first, with the packages that are theirs.
enum Room {
    NATIVE,
    KERNELS,
    HNSW,
    SPARSE,
    INFERENCE,
    SEARCH,
    JMH;

    private String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The first one gives the module its name.
    private List<String> packages() {
        return switch (this) {
            // "native" is a word of the language.
            case NATIVE -> List.of("dev.lanes.simd");
            case KERNELS -> List.of("dev.lanes.kernels", "dev.lanes.memory", "dev.lanes.vector");
            default -> List.of("dev.lanes." + folder());
        };
    }

    /// The rooms that this one may look into.
    Set<Room> mayUse() {
        return switch (this) {
            case NATIVE -> Set.of();
            case KERNELS -> Set.of(NATIVE);
            case HNSW, SPARSE, INFERENCE -> Set.of(KERNELS);
            case SEARCH -> Set.of(HNSW, SPARSE, INFERENCE, KERNELS);
            case JMH -> Set.of(SEARCH, HNSW, SPARSE, INFERENCE, KERNELS, NATIVE);
        };
    }

    /// ArchUnit's patterns of the packages and all below them.
    String[] packagePatterns() {
        return packages().stream().map(name -> name + "..").toArray(String[]::new);
    }

    /// Every room except this one and those that it may use.
    Stream<Room> forbidden() {
        return Stream.of(values()).filter(room -> room != this && !mayUse().contains(room));
    }

    String moduleName() {
        return packages().getFirst();
    }

    /// Tests run in the folder of their module, so its parent is the project.
    Path path() {
        return Path.of("").toAbsolutePath().resolveSibling(folder());
    }

    Path classes() {
        return path().resolve("target").resolve("classes");
    }

    /// The compiled module-info.
    ModuleDescriptor descriptor() {
        try (InputStream in = Files.newInputStream(classes().resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("module " + folder() + " was not compiled", e);
        }
    }

    /// The packages that everybody may use.
    Set<String> exported() {
        return descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Its Java files.
    ///
    /// @param part `main` or `test`
    List<Path> sources(String part) {
        Path root = path().resolve("src").resolve(part).resolve("java");
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
