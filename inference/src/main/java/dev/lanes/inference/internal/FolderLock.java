package dev.lanes.inference.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/// A lock of a directory, shared by the processes that use it. The system frees it when a process
/// ends, however that ends.
final class FolderLock implements AutoCloseable {
    /// Locks are the process's, not the object's: a second one of the same file would not be seen.
    private static final Set<Path> HELD = new HashSet<>();

    /// What only somebody alone may do.
    @FunctionalInterface
    interface Cleaning {
        void run() throws IOException;
    }

    private final Path file;
    private final FileChannel channel;
    private boolean closed;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Takes the lock, and cleans up if nobody else has it.
    static FolderLock take(Path path, Cleaning cleaning) throws IOException {
        Path file = Folders.real(path);
        synchronized (HELD) {
            if (HELD.contains(file)) {
                throw new IllegalStateException(
                        "registry %s must be open once in a process but is open already"
                                .formatted(file.getParent()));
            }
            var channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            try {
                FileLock alone = channel.tryLock();
                if (alone != null) {
                    cleaning.run();
                    alone.release();
                }
                channel.lock(0, Long.MAX_VALUE, true);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            HELD.add(file);
            return new FolderLock(file, channel);
        }
    }

    void requireHeld() {
        synchronized (HELD) {
            if (closed) {
                throw new IllegalStateException("registry " + file.getParent() + " is closed");
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (!closed) {
                closed = true;
                HELD.remove(file);
                channel.close();
            }
        }
    }
}
