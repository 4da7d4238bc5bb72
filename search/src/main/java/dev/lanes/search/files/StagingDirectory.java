package dev.lanes.search.files;

import dev.lanes.memory.Durability;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A hidden directory beside its target in which something is written, and which then becomes the
/// target in one step or disappears.
///
/// It is called `.NAME.tmp-…`, lies in the target's parent (a rename never crosses file systems)
/// and holds a locked file while its process lives. A process that ends in an orderly way, also by
/// Ctrl-C, deletes it; what a killed one left is deleted by the next [#beside(Path)] for the same
/// target, which sees that nobody holds the lock any more.
public final class StagingDirectory implements AutoCloseable {
    private static final String LOCK = "lanes.lock";

    /// Those of this process. Their lock files must not even be opened to look: by POSIX' rules the
    /// process would lose a lock as soon as it closed any of its descriptors of the file.
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path target;
    private final Path path;
    private final FileChannel lock;
    private final Thread hook = new Thread(this::discard, "lanes-staging-cleanup");
    private boolean open = true;

    private StagingDirectory(Path target, Path path) throws IOException {
        this.target = target;
        this.path = path;
        this.lock =
                FileChannel.open(
                        path.resolve(LOCK),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
        lock.lock();
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Creates one for a target, and deletes abandoned ones of the same target.
    ///
    /// @throws NoSuchFileException when the target's parent does not exist
    /// @throws IOException when nothing can be written there
    public static StagingDirectory beside(Path target) throws IOException {
        Path absolute = real(target);
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new FileAlreadyExistsException(absolute.toString(), null, "it is the root");
        }
        String prefix = "." + absolute.getFileName() + ".tmp-";
        deleteAbandoned(parent, prefix);
        Path path = Files.createTempDirectory(parent, prefix);
        OURS.add(path);
        return new StagingDirectory(absolute, path);
    }

    /// The target with its links followed: what a link leads to may lie on another file system.
    private static Path real(Path target) throws IOException {
        if (Files.exists(target)) {
            return target.toRealPath();
        }
        Path absolute = target.toAbsolutePath();
        Path parent = absolute.getParent();
        if (!Files.isDirectory(parent)) {
            throw new NoSuchFileException(parent.toString(), null, "there is no such directory");
        }
        return parent.toRealPath().resolve(absolute.getFileName());
    }

    /// Where to write.
    public Path path() {
        return path;
    }

    /// Makes this directory the target, which must not exist.
    ///
    /// @throws FileAlreadyExistsException when the target has come into being meanwhile
    public synchronized void moveToTarget() throws IOException {
        requireOpen();
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString(), null, "it exists already");
        }
        DirectoryTrees.widenPermissions(path);
        Durability.forceDirectory(path);
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        open = false;
        // The lock goes last: a directory without it would never count as abandoned.
        unlock(target);
        Durability.forceDirectory(target.getParent());
    }

    /// Moves single files over those of an existing target, in the order given, each in one step.
    public synchronized void moveFilesToTarget(String... names) throws IOException {
        requireOpen();
        for (String name : names) {
            Files.move(path.resolve(name), target.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        Durability.forceDirectory(target);
    }

    /// Deletes the directory, unless it became the target. Closing twice is fine.
    @Override
    public void close() {
        discard();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending; the hook finds nothing left to do.
        }
    }

    private synchronized void discard() {
        if (!open) {
            return;
        }
        open = false;
        try {
            DirectoryTrees.delete(path);
            unlock(path);
        } catch (IOException e) {
            // While a process is being ended, its other threads may still be writing here. What
            // remains is deleted as abandoned later.
            System.getLogger(StagingDirectory.class.getName())
                    .log(System.Logger.Level.DEBUG, "could not delete " + path, e);
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("the staging directory " + path + " is closed");
        }
    }

    private void unlock(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(LOCK));
        lock.close();
        OURS.remove(path);
    }

    private static void deleteAbandoned(Path parent, String prefix) throws IOException {
        try (DirectoryStream<Path> siblings =
                Files.newDirectoryStream(
                        parent, p -> p.getFileName().toString().startsWith(prefix))) {
            for (Path sibling : siblings) {
                if (!OURS.contains(sibling) && abandoned(sibling)) {
                    DirectoryTrees.delete(sibling);
                }
            }
        }
    }

    /// Whether it holds a lock file that nobody locks. Anything else is not ours to delete.
    private static boolean abandoned(Path directory) {
        try (FileChannel channel =
                        FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException e) {
            return false;
        }
    }
}
