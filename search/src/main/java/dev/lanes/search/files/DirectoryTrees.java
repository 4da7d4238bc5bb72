package dev.lanes.search.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// What is done to directories as a whole.
final class DirectoryTrees {
    private DirectoryTrees() {}

    /// Deletes a directory with all that is in it; links are deleted, not followed.
    static void delete(Path root) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(root)) {
            for (Path child : children) {
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    delete(child);
                } else {
                    Files.deleteIfExists(child);
                }
            }
        }
        Files.deleteIfExists(root);
    }

    /// Gives a temporary directory, which is for its owner's eyes only, the permissions of an
    /// ordinary one.
    static void widenPermissions(Path directory) throws IOException {
        Path ordinary = Files.createDirectory(directory.resolve("permissions"));
        try {
            Files.setPosixFilePermissions(directory, Files.getPosixFilePermissions(ordinary));
        } catch (UnsupportedOperationException e) {
            // A system without POSIX permissions: there is nothing to widen.
        } finally {
            Files.delete(ordinary);
        }
    }
}
