package dev.lanes.search.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/// Fills a new database: first all documents, then a vector for each, then the settings.
///
/// There is no journal and no flush before [#finish(String)]: the file is written once, where
/// nobody looks yet, and is thrown away when anything goes wrong. This also leaves no `-wal` or
/// `-journal` file behind, so that the finished database can be opened in a directory that cannot
/// be written. Not thread-safe.
public final class DatabaseWriter implements AutoCloseable {
    /// Holds ten vectors of 384 floats with little waste; SQLite's default of 4096 would lose a
    /// quarter.
    private static final int PAGE_SIZE = 16384;

    private static final int CACHE_KIB = 64 << 10;

    private final Path file;
    private final Connection connection;
    private final PreparedStatement insertDocument;
    private final PreparedStatement findDocument;
    private final PreparedStatement insertVector;
    private final PreparedStatement documentsAfter;
    private long fingerprint;

    private DatabaseWriter(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        insertDocument =
                connection.prepareStatement(
                        "INSERT INTO document (row, id, id_kind, json, line, crc)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING");
        findDocument =
                connection.prepareStatement(
                        "SELECT row, id, id_kind, json, line FROM document WHERE id = ?");
        insertVector =
                connection.prepareStatement(
                        "INSERT INTO vector (row, vector, crc) VALUES (?, ?, ?)");
        documentsAfter =
                connection.prepareStatement(
                        "SELECT row, id, id_kind, json, line FROM document WHERE row > ?"
                                + " ORDER BY row LIMIT ?");
    }

    /// Creates the file.
    ///
    /// @throws IOException when it cannot be written
    public static DatabaseWriter create(Path file) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setPageSize(PAGE_SIZE);
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        config.setCacheSize(-CACHE_KIB);
        try {
            Connection connection = config.createConnection(DatabaseUrl.of(file));
            try (Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute(Schema.SETTINGS);
                statement.execute(Schema.DOCUMENT);
                statement.execute(Schema.VECTOR);
                return new DatabaseWriter(file, connection);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqliteErrors.cannotWrite(file, e);
        }
    }

    /// Adds a document, unless its id is taken.
    ///
    /// @return the document that has the id already; empty when this one was added
    public Optional<StoredDocument> add(StoredDocument document) throws IOException {
        try {
            insertDocument.setLong(1, document.row());
            insertDocument.setString(2, document.id());
            insertDocument.setString(3, document.idKind());
            insertDocument.setString(4, document.json());
            insertDocument.setLong(5, document.line());
            insertDocument.setLong(6, Checksums.ofDocument(document));
            if (insertDocument.executeUpdate() == 1) {
                return Optional.empty();
            }
            findDocument.setString(1, document.id());
            try (ResultSet rows = findDocument.executeQuery()) {
                rows.next();
                return Optional.of(document(rows));
            }
        } catch (SQLException e) {
            throw SqliteErrors.cannotWrite(file, e);
        }
    }

    /// The next documents in the order of their rows.
    ///
    /// @param row the row before the first wanted, -1 to begin
    /// @param limit how many at most
    /// @param characters no more documents follow when their texts have this many
    public List<StoredDocument> documentsAfter(long row, int limit, long characters)
            throws IOException {
        try {
            documentsAfter.setLong(1, row);
            documentsAfter.setInt(2, limit);
            List<StoredDocument> documents = new ArrayList<>();
            try (ResultSet rows = documentsAfter.executeQuery()) {
                long read = 0;
                while (read < characters && rows.next()) {
                    StoredDocument document = document(rows);
                    read += document.json().length();
                    documents.add(document);
                }
            }
            return documents;
        } catch (SQLException e) {
            throw SqliteErrors.cannotWrite(file, e);
        }
    }

    /// Adds the vector of a document.
    public void addVector(long row, float[] vector) throws IOException {
        byte[] blob = Schema.blob(vector);
        long crc = Checksums.ofVector(row, blob);
        try {
            insertVector.setLong(1, row);
            insertVector.setBytes(2, blob);
            insertVector.setLong(3, crc);
            insertVector.executeUpdate();
        } catch (SQLException e) {
            throw SqliteErrors.cannotWrite(file, e);
        }
        fingerprint = mix(fingerprint ^ crc);
    }

    /// A number that depends on every vector added so far and on their order. Two databases with
    /// the same one have the same vectors, short of an accident of one in 2⁶⁴.
    public long fingerprint() {
        return fingerprint;
    }

    /// Writes the settings, then everything to the disk, and closes the file.
    public void finish(String settings) throws IOException {
        try {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO settings (json, crc) VALUES (?, ?)")) {
                insert.setString(1, settings);
                insert.setLong(2, Checksums.ofSettings(settings));
                insert.executeUpdate();
            }
            connection.commit();
            connection.close();
        } catch (SQLException e) {
            throw SqliteErrors.cannotWrite(file, e);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Closes the file, finished or not. Closing twice is fine.
    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteErrors.cannotWrite(file, e);
        }
    }

    private static StoredDocument document(ResultSet rows) throws SQLException {
        return new StoredDocument(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getLong(5));
    }

    /// The finaliser of the SplitMix64 generator: spreads each bit over all.
    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
