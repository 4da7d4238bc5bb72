package dev.lanes.inference.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/// Files that are on the disk when a method returns.
final class Durable {
    private Durable() {}

    /// Forces all files and directories below one, and itself.
    static void force(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                forceOne(path);
            }
        }
    }

    /// Renames a directory, so that it is at one place or the other whatever happens. The directory
    /// that it goes to is made when there is none.
    static void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        forceOne(from.getParent());
        forceOne(to.getParent());
        forceOne(to.getParent().getParent());
    }

    private static void forceOne(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
