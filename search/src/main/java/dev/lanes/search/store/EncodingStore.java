package dev.lanes.search.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.sqlite.SQLiteConfig;

/// Encoded rows by the hash of what was encoded, in a database file of their own.
///
/// Each batch is there as a whole or not at all, also when the process is killed; a machine that
/// loses power may lose the last batches. Each row carries a checksum over itself and its key: one
/// that does not fit counts as absent, and the next one of that key takes its place. Several
/// processes may use one file. Safe for many threads, which take turns.
public final class EncodingStore implements AutoCloseable {
    private static final int PAGE_SIZE = 16384;

    /// How long a process waits for another that writes.
    private static final int PATIENCE_MS = 60_000;

    private final Path file;
    private final Connection connection;
    private final PreparedStatement find;
    private final PreparedStatement insert;
    private boolean open = true;

    private EncodingStore(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        find = connection.prepareStatement("SELECT row, crc FROM encoding WHERE key = ?");
        insert =
                connection.prepareStatement(
                        "INSERT OR REPLACE INTO encoding (key, row, crc) VALUES (?, ?, ?)");
    }

    /// Opens a file, or creates it.
    ///
    /// @throws DamagedDatabaseException when the file is no such database
    /// @throws IOException when it cannot be read or written
    public static EncodingStore open(Path file) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setPageSize(PAGE_SIZE);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(PATIENCE_MS);
        try {
            Connection connection = config.createConnection(DatabaseUrl.of(file));
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE IF NOT EXISTS encoding"
                                + " (key BLOB PRIMARY KEY, row BLOB NOT NULL, crc INTEGER NOT NULL)");
                return new EncodingStore(file, connection);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqliteErrors.cannotRead(file, e);
        }
    }

    /// Looks rows up.
    ///
    /// @return a row for each key, in their order, where it is there and as it was stored
    /// @throws DamagedDatabaseException when the file is damaged
    /// @throws IOException when it cannot be read
    public synchronized List<Optional<byte[]>> find(List<byte[]> keys) throws IOException {
        requireOpen();
        List<Optional<byte[]>> rows = new ArrayList<>(keys.size());
        try {
            for (byte[] key : keys) {
                find.setBytes(1, key);
                try (ResultSet result = find.executeQuery()) {
                    rows.add(result.next() ? intact(key, result) : Optional.empty());
                }
            }
        } catch (SQLException e) {
            throw SqliteErrors.cannotRead(file, e);
        }
        return rows;
    }

    private static Optional<byte[]> intact(byte[] key, ResultSet result) throws SQLException {
        byte[] row = result.getBytes(1);
        return row != null && checksum(key, row) == result.getLong(2)
                ? Optional.of(row)
                : Optional.empty();
    }

    /// Stores rows, over those that have the same keys.
    ///
    /// @param rows a row for each key
    /// @throws DamagedDatabaseException when the file is damaged
    /// @throws IOException when it cannot be written
    public synchronized void put(List<byte[]> keys, List<byte[]> rows) throws IOException {
        requireOpen();
        try {
            connection.setAutoCommit(false);
            try {
                for (int i = 0; i < keys.size(); i++) {
                    insert.setBytes(1, keys.get(i));
                    insert.setBytes(2, rows.get(i));
                    insert.setLong(3, checksum(keys.get(i), rows.get(i)));
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            // Of its kinds of exceptions that for reading tells damage from a full disk.
            throw SqliteErrors.cannotRead(file, e);
        }
    }

    private static long checksum(byte[] key, byte[] row) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(key.length).flip());
        crc.update(key);
        crc.update(row);
        return crc.getValue();
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("the encoding store " + file + " is closed");
        }
    }

    /// Closes the file. Closing twice is fine.
    ///
    /// @throws IOException when that fails
    @Override
    public synchronized void close() throws IOException {
        open = false;
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteErrors.cannotWrite(file, e);
        }
    }
}
