package dev.lanes.search.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/// A hidden directory beside its target in which something is written, and which then becomes the
/// target in one step or disappears.
///
/// It is called `.NAME.tmp-…`, lies in the target's parent (a rename never crosses file systems)
/// and holds a locked file while its process lives. A process that ends in an orderly way, also by
/// Ctrl-C, deletes it; what a killed one left is deleted by the next [#beside(Path)] for the same
/// target, which sees that nobody holds the lock any more.
public final class StagingDirectory implements AutoCloseable {
    private static final String LOCK = "lock";

    /// A directory is a moment older than its lock; only one older than this is called abandoned
    /// for having no lock file.
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Path target;
    private final Path path;
    private final FileChannel lock;
    private final Thread hook;
    private boolean open = true;

    private StagingDirectory(Path target, Path path, FileChannel lock) {
        this.target = target;
        this.path = path;
        this.lock = lock;
        this.hook = new Thread(this::discard, "lanes-staging-cleanup");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Creates one for a target, and deletes abandoned ones of the same target.
    public static StagingDirectory beside(Path target) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new FileAlreadyExistsException(absolute.toString(), null, "it is the root");
        }
        if (!Files.isDirectory(parent)) {
            throw new NoSuchFileException(parent.toString(), null, "there is no such directory");
        }
        String prefix = "." + absolute.getFileName() + ".tmp-";
        deleteAbandoned(parent, prefix);
        Path path = Files.createTempDirectory(parent, prefix);
        FileChannel lock =
                FileChannel.open(
                        path.resolve(LOCK),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
        lock.lock();
        return new StagingDirectory(absolute, path, lock);
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
        widenPermissions();
        releaseLock();
        sync(path);
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        finish();
        sync(target.getParent());
    }

    /// Moves single files over those of an existing target, in the order given, each in one step.
    public synchronized void moveFilesToTarget(String... names) throws IOException {
        requireOpen();
        for (String name : names) {
            Files.move(path.resolve(name), target.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        sync(target);
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
        if (open) {
            finish();
            deleteTree(path);
        }
    }

    private void finish() {
        open = false;
        try {
            releaseLock();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("the staging directory " + path + " is closed");
        }
    }

    /// A temporary directory is made for its owner's eyes only; the target is an ordinary one.
    private void widenPermissions() throws IOException {
        Path ordinary = Files.createDirectory(path.resolve("permissions"));
        try {
            Files.setPosixFilePermissions(path, Files.getPosixFilePermissions(ordinary));
        } catch (UnsupportedOperationException e) {
            // No POSIX permissions here, so none to widen.
        } finally {
            Files.delete(ordinary);
        }
    }

    private void releaseLock() throws IOException {
        if (lock.isOpen()) {
            lock.close();
            Files.deleteIfExists(path.resolve(LOCK));
        }
    }

    private static void deleteAbandoned(Path parent, String prefix) throws IOException {
        try (DirectoryStream<Path> siblings =
                Files.newDirectoryStream(
                        parent, p -> p.getFileName().toString().startsWith(prefix))) {
            for (Path sibling : siblings) {
                if (Files.isDirectory(sibling, LinkOption.NOFOLLOW_LINKS) && abandoned(sibling)) {
                    deleteTree(sibling);
                }
            }
        }
    }

    private static boolean abandoned(Path directory) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held != null;
        } catch (NoSuchFileException e) {
            Instant touched = Files.getLastModifiedTime(directory).toInstant();
            return touched.isBefore(Instant.now().minus(GRACE));
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /// Flushes a directory's entries; a rename is durable only then.
    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Deletes what it can: while a process is being ended, its other threads may still be writing
    /// here, and what remains is deleted as abandoned later.
    private static void deleteTree(Path root) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(root)) {
            for (Path child : children) {
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    deleteTree(child);
                } else {
                    Files.deleteIfExists(child);
                }
            }
            Files.deleteIfExists(root);
        } catch (IOException e) {
            System.getLogger(StagingDirectory.class.getName())
                    .log(System.Logger.Level.DEBUG, "could not delete " + root, e);
        }
    }
}
