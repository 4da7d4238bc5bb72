package dev.lanes.memory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What must be on disk before a file counts as written.
public final class Durability {
    private Durability() {}

    /// Forces the names in a directory to disk: without this, a rename may be lost by a power cut.
    /// Where the system cannot open a directory as a file (Windows), nothing is done.
    ///
    /// @param directory the one in which a file was created, renamed or deleted
    /// @throws IOException when the disk fails
    public static void forceDirectory(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (IOException _) {
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }
}
