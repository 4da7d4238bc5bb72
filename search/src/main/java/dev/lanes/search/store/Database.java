package dev.lanes.search.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// The database file of a collection: documents, encoded rows, values and settings.
///
/// Readers and one writer work at the same time, each on one state, in this process and in others
/// (SQLite's write-ahead log). Thread-safe; writers take turns.
public final class Database implements AutoCloseable {
    /// More connections are opened when more threads read at once, and closed afterwards.
    private static final int IDLE_SESSIONS = 16;

    private final Path file;
    private final Access access;
    private final Deque<Session> idle = new ArrayDeque<>();
    private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();
    private Session writer;
    private boolean closed;

    /// How the file is opened.
    private enum Access {
        WRITE,
        READ,
        /// Nobody can write, not even locks.
        IMMUTABLE
    }

    private Database(Path file, Access access) {
        this.file = file;
        this.access = access;
    }

    /// Makes a file without documents.
    ///
    /// @throws IOException when it is there, or cannot be written
    public static Database create(Path file, Flushing flushing) throws IOException {
        Files.createFile(file);
        Database database = writing(file, flushing);
        try (Writing writing = database.write()) {
            for (String table : Schema.TABLES) {
                database.writer.execute(table);
            }
            writing.commit();
            return database;
        } catch (IOException e) {
            database.close();
            throw e;
        }
    }

    /// Opens a file to read and write.
    ///
    /// @throws DamagedDatabaseException when it is none of ours
    /// @throws IOException when it cannot be read or written
    public static Database openToWrite(Path file, Flushing flushing) throws IOException {
        requireReadable(file);
        return writing(file, flushing);
    }

    /// Makes a file whole that was not closed in order, and takes away what lies beside it, so that
    /// another may take its place. Nobody may have it open to write.
    public static void settle(Path file) throws IOException {
        try (Session session = Session.writing(file, Flushing.TO_DISK)) {
            session.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (DamagedDatabaseException e) {
            System.getLogger(Database.class.getName())
                    .log(System.Logger.Level.DEBUG, "it is replaced, damaged as it is", e);
        }
        // Those who have the old file open keep these files too.
        for (String suffix : new String[] {"-wal", "-shm"}) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
        }
    }

    private static Database writing(Path file, Flushing flushing) throws IOException {
        Database database = new Database(file, Access.WRITE);
        database.writer = Session.writing(file, flushing);
        return database;
    }

    /// Opens a file to read, while others may write. Where the directory cannot be written, nobody
    /// may write meanwhile.
    ///
    /// @throws DamagedDatabaseException when it is none of ours
    /// @throws IOException when it cannot be read
    public static Database openToRead(Path file) throws IOException {
        requireReadable(file);
        // Readers of a write-ahead log share memory through a file beside it.
        boolean sharing =
                Files.isWritable(file) && Files.isWritable(file.toAbsolutePath().getParent());
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        boolean pending = Files.exists(log) && Files.size(log) > 0;
        if (!sharing && pending) {
            throw new AccessDeniedException(
                    file.toString(),
                    null,
                    "its last changes are in %s, and merging them takes a directory that can be written"
                            .formatted(log.getFileName()));
        }
        return new Database(file, sharing ? Access.READ : Access.IMMUTABLE);
    }

    private static void requireReadable(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new AccessDeniedException(file.toString(), null, "the file cannot be read");
        }
    }

    /// What is done with a database.
    @FunctionalInterface
    public interface Use<T> {
        /// Does it; nothing of the reading may be kept.
        T apply(Reading reading) throws IOException;
    }

    /// Reads, on a connection that nobody else uses meanwhile.
    ///
    /// @throws IllegalStateException when closed
    public <T> T reading(Use<T> use) throws IOException {
        closing.readLock().lock();
        try {
            requireOpen();
            Session session = take();
            try {
                T result = use.apply(new Reading(session));
                giveBack(session);
                return result;
            } catch (IOException | RuntimeException | Error e) {
                session.close();
                throw e;
            }
        } finally {
            closing.readLock().unlock();
        }
    }

    private Session take() throws IOException {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return switch (access) {
            case WRITE, READ -> Session.reading(file);
            case IMMUTABLE -> Session.readingImmutable(file);
        };
    }

    private void giveBack(Session session) throws IOException {
        synchronized (idle) {
            if (idle.size() < IDLE_SESSIONS) {
                idle.push(session);
                return;
            }
        }
        session.close();
    }

    /// Begins a transaction. The caller makes sure that there is one at a time.
    ///
    /// @throws IllegalStateException when closed, or open for reading only
    public Writing write() throws IOException {
        requireOpen();
        if (access != Access.WRITE) {
            throw new IllegalStateException("the database " + file + " is open for reading only");
        }
        return new Writing(writer);
    }

    /// Whether others may write meanwhile.
    public boolean changesElsewhere() {
        return access == Access.READ;
    }

    /// Writes one state into a new file, while writing goes on.
    public void copyTo(Path target) throws IOException {
        reading(reading -> {
            reading.copyTo(target);
            return true;
        });
    }

    /// Gives the disk back what deleted documents took. Nobody may write meanwhile.
    public void vacuum() throws IOException {
        requireOpen();
        // It refuses to run where a statement of its connection has not been read to its end.
        try (Session session = Session.writing(file, Flushing.TO_SYSTEM)) {
            session.execute("VACUUM");
        }
    }

    /// The file.
    public Path file() {
        return file;
    }

    /// Closes the file when those who read it are done. Closing twice is fine.
    @Override
    public void close() throws IOException {
        closing.writeLock().lock();
        try {
            closed = true;
            for (Session session : idle) {
                session.close();
            }
            idle.clear();
            if (writer != null) {
                writer.close();
            }
        } finally {
            closing.writeLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the database " + file + " is closed");
        }
    }
}
