package dev.lanes.inference.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Directories as wholes.
final class Folders {
    private Folders() {}

    /// Deletes a directory and all that is in it; nothing, when there is none. Links are deleted,
    /// not followed.
    static void delete(Path folder) throws IOException {
        try {
            Files.walkFileTree(folder, new Deleting());
        } catch (NoSuchFileException e) {
            // Somebody was faster.
        }
    }

    /// A file that need not be there yet, in a directory that is: one path, by whatever links it is
    /// called.
    static Path real(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        return absolute.getParent().toRealPath().resolve(absolute.getFileName());
    }

    /// A file inside a directory, by a name that somebody else gave it.
    ///
    /// @return empty when the name leads out of the directory or cannot be one
    static Optional<Path> inside(Path folder, String name) {
        try {
            Path relative = Path.of(name).normalize();
            boolean leadsOut =
                    relative.getRoot() != null
                            || relative.startsWith("..")
                            || relative.toString().isEmpty();
            return leadsOut ? Optional.empty() : Optional.of(folder.resolve(relative));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// What lies in a directory, in the order of the names; nothing, when there is none.
    static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Bytes of all files.
    static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = 0;
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
