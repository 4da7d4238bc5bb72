package dev.lanes.search;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/// The right to change a collection, which one process has at a time. The system takes it back when
/// the process ends, however that ends.
final class CollectionLock implements AutoCloseable {
    static final String NAME = "writer.lock";

    /// Those of this process. Their files must not even be opened to look: by POSIX' rules the
    /// process would lose a lock as soon as it closed any of its descriptors of the file.
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;
    private boolean closed;

    private CollectionLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @throws CollectionInUseException when somebody has it
    /// @throws IOException when the directory cannot be written
    static CollectionLock take(Path directory) throws IOException {
        Path file = directory.toRealPath().resolve(NAME);
        synchronized (HELD) {
            if (HELD.contains(file)) {
                throw new CollectionInUseException(directory, "this process");
            }
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    throw new CollectionInUseException(directory, holder(file));
                }
                channel.truncate(0);
                channel.write(
                        StandardCharsets.UTF_8.encode("process " + ProcessHandle.current().pid()));
            } catch (IOException | OverlappingFileLockException e) {
                channel.close();
                throw e;
            }
            HELD.add(file);
            return new CollectionLock(file, channel);
        }
    }

    private static String holder(Path file) throws IOException {
        String holder = Files.readString(file);
        return holder.isBlank() ? "another process" : holder;
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
