package dev.lanes.search.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/// A connection with the statements that were prepared on it. For one thread at a time.
final class Session implements AutoCloseable {
    /// Holds ten vectors of 384 floats with little waste; SQLite's default of 4096 would lose a
    /// quarter.
    private static final int PAGE_SIZE = 16384;

    private static final int BUSY_MILLIS = 10_000;
    private static final int WRITER_CACHE_KIB = 64 << 10;

    /// The log of changes is cut to this when it is empty.
    private static final int LOG_BYTES = 64 << 20;

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Session(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /// Opens or makes a file to write to.
    static Session writing(Path file, Flushing flushing) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setPageSize(PAGE_SIZE);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setJournalSizeLimit(LOG_BYTES);
        config.setSynchronous(
                switch (flushing) {
                    case TO_SYSTEM -> SQLiteConfig.SynchronousMode.NORMAL;
                    case TO_DISK -> SQLiteConfig.SynchronousMode.FULL;
                });
        config.setCacheSize(-WRITER_CACHE_KIB);
        config.setBusyTimeout(BUSY_MILLIS);
        // Others write never, so the lock is there at once or not at all.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        try {
            return open(file, config, DatabaseUrl.of(file));
        } catch (SQLException e) {
            throw SqliteErrors.cannotWrite(file, e);
        }
    }

    /// Opens a file to read from, while others may write.
    static Session reading(Path file) throws IOException {
        return reading(file, DatabaseUrl.of(file));
    }

    /// Opens a file that nobody writes to, where not even locks can be made.
    static Session readingImmutable(Path file) throws IOException {
        return reading(file, DatabaseUrl.ofImmutable(file));
    }

    private static Session reading(Path file, String url) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        try {
            return open(file, config, url);
        } catch (SQLException e) {
            throw SqliteErrors.cannotRead(file, e);
        }
    }

    private static Session open(Path file, SQLiteConfig config, String url) throws SQLException {
        Connection connection = config.createConnection(url);
        try (Statement statement = connection.createStatement()) {
            // Damaged pages are to be an error as early as possible.
            statement.execute("PRAGMA cell_size_check = ON");
            return new Session(file, connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Path file() {
        return file;
    }

    Connection connection() {
        return connection;
    }

    /// A statement with its parameters, which are Strings, Longs, Integers, Doubles or bytes.
    PreparedStatement statement(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                case String text -> statement.setString(i + 1, text);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case Double number -> statement.setDouble(i + 1, number);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                default ->
                        throw new IllegalArgumentException(
                                "a parameter must be a text, a number or bytes but was "
                                        + parameters[i].getClass());
            }
        }
        return statement;
    }

    /// Carries out a change.
    ///
    /// @return how many rows it has changed
    int change(String sql, Object... parameters) throws IOException {
        try {
            return statement(sql, parameters).executeUpdate();
        } catch (SQLException e) {
            throw SqliteErrors.cannotWrite(file, e);
        }
    }

    /// Carries out what has no parameters and is not worth preparing.
    void execute(String sql) throws IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw SqliteErrors.cannotWrite(file, e);
        }
    }

    /// Takes the rows of an answer.
    @FunctionalInterface
    interface Answer<T> {
        T read(ResultSet rows) throws SQLException, IOException;
    }

    <T> T ask(Answer<T> answer, String sql, Object... parameters) throws IOException {
        try (ResultSet rows = statement(sql, parameters).executeQuery()) {
            return answer.read(rows);
        } catch (SQLException e) {
            throw SqliteErrors.cannotRead(file, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException("cannot close " + file + ": " + e.getMessage(), e);
        }
    }
}
