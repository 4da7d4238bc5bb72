package dev.lanes.inference.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Sees to it that one thread of one process works on a download. The lock is a file of its own:
/// the system takes a process's lock away when that process closes the file anywhere, and the file
/// that is downloaded is opened to be read too.
final class DownloadLock implements AutoCloseable {
    /// Locks are the process's: a second thread must not even open the file.
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private DownloadLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Takes the lock; empty where somebody has it.
    ///
    /// @param path of a file, in a directory that there is; the file stays
    static Optional<DownloadLock> take(Path path) throws IOException {
        Path file = Folders.real(path);
        synchronized (HELD) {
            if (HELD.contains(file)) {
                return Optional.empty();
            }
            var channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() == null) {
                    channel.close();
                    return Optional.empty();
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            HELD.add(file);
            return Optional.of(new DownloadLock(file, channel));
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            HELD.remove(file);
            channel.close();
        }
    }
}
