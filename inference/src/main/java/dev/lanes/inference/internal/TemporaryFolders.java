package dev.lanes.inference.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Directories for what is unpacked, deleted at the latest when the process ends. The platform's
/// own list of files to delete then keeps every name for as long as the process lives.
final class TemporaryFolders implements AutoCloseable {
    private static final TemporaryFolders HERE = new TemporaryFolders();

    private final Set<Path> open = ConcurrentHashMap.newKeySet();

    private TemporaryFolders() {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().name("lanes-temporary").unstarted(this::close));
    }

    static Path make() throws IOException {
        Path folder = Files.createTempDirectory("lanes-");
        HERE.open.add(folder);
        return folder;
    }

    /// Deletes a directory and all that is in it.
    static void delete(Path folder) throws IOException {
        Folders.delete(folder);
        HERE.open.remove(folder);
    }

    /// Deletes all; called when the process ends.
    @Override
    public void close() {
        for (Path folder : open) {
            try {
                Folders.delete(folder);
            } catch (IOException _) {
                // The process ends; nobody could do more.
            }
        }
    }
}
