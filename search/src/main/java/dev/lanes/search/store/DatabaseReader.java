package dev.lanes.search.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/// Reads a finished database and checks whatever it reads.
///
/// The file is opened as immutable: nobody writes to a finished database, so SQLite needs neither
/// locks nor `-wal` and `-shm` files beside it, and the directory may be read-only. A collection
/// that is replaced meanwhile gets a new file; this reader keeps the old one. Thread-safe: readers
/// take turns.
public final class DatabaseReader implements AutoCloseable {
    private final Path file;
    private final Connection connection;
    private final PreparedStatement document;
    private boolean closed;

    private DatabaseReader(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.document =
                connection.prepareStatement(
                        "SELECT row, id, id_kind, json, line, crc FROM document WHERE row = ?");
    }

    /// Opens a database.
    ///
    /// @throws DamagedDatabaseException when it is none of ours
    /// @throws IOException when it cannot be read
    public static DatabaseReader open(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new AccessDeniedException(file.toString(), null, "the file cannot be read");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try {
            Connection connection = config.createConnection(DatabaseUrl.ofImmutable(file));
            try (Statement statement = connection.createStatement()) {
                // Damaged pages are to be an error as early as possible.
                statement.execute("PRAGMA cell_size_check = ON");
                return new DatabaseReader(file, connection);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqliteErrors.cannotRead(file, e);
        }
    }

    /// What [DatabaseWriter#finish(String)] was given.
    ///
    /// @throws DamagedDatabaseException when it is missing or altered
    public synchronized String settings() throws IOException {
        requireOpen();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT json, crc FROM settings")) {
            if (!rows.next()) {
                throw new DamagedDatabaseException(file, "the settings are missing");
            }
            String json = text(rows, 1, "the settings");
            require(rows.getLong(2), Checksums.ofSettings(json), "the settings");
            return json;
        } catch (SQLException e) {
            throw SqliteErrors.cannotRead(file, e);
        }
    }

    /// The document of a row.
    ///
    /// @throws DamagedDatabaseException when it is missing or altered
    public synchronized StoredDocument document(long row) throws IOException {
        requireOpen();
        String what = "document " + row;
        try {
            document.setLong(1, row);
            try (ResultSet rows = document.executeQuery()) {
                if (!rows.next()) {
                    throw new DamagedDatabaseException(file, what + " is missing");
                }
                StoredDocument found =
                        new StoredDocument(
                                rows.getLong(1),
                                text(rows, 2, what),
                                text(rows, 3, what),
                                text(rows, 4, what),
                                rows.getLong(5));
                require(rows.getLong(6), Checksums.ofDocument(found), what);
                return found;
            }
        } catch (SQLException e) {
            throw SqliteErrors.cannotRead(file, e);
        }
    }

    /// Hands over all vectors in the order of their rows.
    ///
    /// @param dimension how many values each must have
    /// @param expected how many there must be
    /// @throws DamagedDatabaseException when one is missing or altered
    public synchronized void vectors(int dimension, long expected, VectorSink sink)
            throws IOException {
        requireOpen();
        long count = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT row, vector, crc FROM vector ORDER BY row")) {
            while (rows.next()) {
                long row = rows.getLong(1);
                String what = "vector " + row;
                byte[] blob = rows.getBytes(2);
                if (blob == null || blob.length != dimension * Float.BYTES) {
                    throw new DamagedDatabaseException(file, what + " has another length");
                }
                require(rows.getLong(3), Checksums.ofVector(row, blob), what);
                sink.accept(row, Schema.vector(blob));
                count++;
            }
        } catch (SQLException e) {
            throw SqliteErrors.cannotRead(file, e);
        }
        if (count != expected) {
            throw new DamagedDatabaseException(
                    file, "%d vectors must be there but %d are".formatted(expected, count));
        }
    }

    /// Closes the file. Closing twice is fine.
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException("cannot close " + file + ": " + e.getMessage(), e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the database " + file + " is closed");
        }
    }

    private String text(ResultSet rows, int column, String what)
            throws SQLException, DamagedDatabaseException {
        String text = rows.getString(column);
        if (text == null) {
            throw new DamagedDatabaseException(file, what + " is incomplete");
        }
        return text;
    }

    private void require(long expected, long found, String what) throws DamagedDatabaseException {
        if (expected != found) {
            throw new DamagedDatabaseException(
                    file,
                    "%s has the checksum %08x but %08x was written"
                            .formatted(what, found, expected));
        }
    }
}
