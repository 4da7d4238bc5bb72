package dev.lanes.search.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Reads one state of a database after the other and checks whatever it reads. For one thread at a
/// time; see [Database#reading].
public final class Reading {
    private static final String DOCUMENT =
            "SELECT row, parts, id, id_kind, json, line, crc FROM document ";

    private final Session session;

    Reading(Session session) {
        this.session = session;
    }

    /// Something to do with one state of the database.
    @FunctionalInterface
    public interface Work<T> {
        /// Does it.
        T run() throws IOException;
    }

    /// Takes what is read, one after the other.
    @FunctionalInterface
    public interface Sink<T> {
        /// Takes one.
        void accept(T read) throws IOException;
    }

    /// Reads one state, whatever is written meanwhile.
    public <T> T consistently(Work<T> work) throws IOException {
        try {
            session.connection().setAutoCommit(false);
            try {
                return work.run();
            } finally {
                session.connection().rollback();
                session.connection().setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqliteErrors.cannotRead(session.file(), e);
        }
    }

    /// A number that is another one after others have written.
    public long version() throws IOException {
        return session.ask(rows -> rows.getLong(1), "PRAGMA data_version");
    }

    /// What [Writing#settings] was given.
    ///
    /// @throws DamagedDatabaseException when it is missing or altered
    public String settings() throws IOException {
        return session.ask(
                rows -> {
                    requireRow(rows, "the settings");
                    String json = text(rows, 1, "the settings");
                    require(rows.getLong(2), Checksums.ofSettings(json), "the settings");
                    return json;
                },
                "SELECT json, crc FROM settings");
    }

    /// How far the database has come.
    public Counters counters() throws IOException {
        return session.ask(
                rows -> {
                    requireRow(rows, "the counters");
                    return new Counters(
                            rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
                },
                "SELECT next_row, deletions, forgotten, documents FROM counters");
    }

    /// The document of a row, empty when it is not there any more.
    ///
    /// @throws DamagedDatabaseException when it is altered
    public Optional<StoredDocument> document(long row) throws IOException {
        return session.ask(this::first, DOCUMENT + "WHERE row = ?", row);
    }

    /// The document with an id.
    ///
    /// @throws DamagedDatabaseException when it is altered
    public Optional<StoredDocument> document(String id) throws IOException {
        return session.ask(this::first, DOCUMENT + "WHERE id = ?", id);
    }

    private Optional<StoredDocument> first(ResultSet rows) throws SQLException, IOException {
        return rows.next() ? Optional.of(document(rows)) : Optional.empty();
    }

    /// Documents in the order of their rows.
    ///
    /// @param row the smallest
    public void documents(long row, Sink<StoredDocument> sink) throws IOException {
        each(rows -> sink.accept(document(rows)), DOCUMENT + "WHERE row >= ? ORDER BY row", row);
    }

    /// Some documents in the order of their rows.
    ///
    /// @param row the smallest
    /// @param limit how many at most
    public List<StoredDocument> documents(long row, int limit) throws IOException {
        List<StoredDocument> documents = new ArrayList<>();
        each(
                rows -> documents.add(document(rows)),
                DOCUMENT + "WHERE row >= ? ORDER BY row LIMIT ?",
                row,
                limit);
        return documents;
    }

    /// All rows of documents, in ascending order.
    public void rows(LongConsumer sink) throws IOException {
        each(rows -> sink.accept(rows.getLong(1)), "SELECT row FROM document ORDER BY row");
    }

    /// The deletions behind one, in their order.
    ///
    /// @param number of the last one that is known
    public void deletions(long number, Sink<Deletion> sink) throws IOException {
        each(
                rows -> sink.accept(new Deletion(rows.getLong(1), rows.getLong(2), rows.getInt(3))),
                "SELECT number, row, parts FROM deletion WHERE number > ? ORDER BY number",
                number);
    }

    /// What a field has, in the order of the numbers.
    ///
    /// @param from the smallest number
    /// @param to above the largest
    /// @throws DamagedDatabaseException when some of it is altered
    public void passages(FieldTable table, long from, long to, Sink<StoredPassage> sink)
            throws IOException {
        each(
                rows -> sink.accept(passage(rows, table)),
                "SELECT passage, first, last, data, crc FROM %s WHERE passage >= ? AND passage < ? ORDER BY passage"
                        .formatted(table.name()),
                from,
                to);
    }

    /// What a field has of a document, or of a part of one.
    public Optional<StoredPassage> passage(FieldTable table, long number) throws IOException {
        return session.ask(
                rows -> rows.next() ? Optional.of(passage(rows, table)) : Optional.empty(),
                "SELECT passage, first, last, data, crc FROM %s WHERE passage = ?"
                        .formatted(table.name()),
                number);
    }

    /// The rows of documents that have values in a range, in any order and as often as they have.
    public void values(FieldTable table, ValueRange range, LongConsumer sink) throws IOException {
        each(
                rows -> sink.accept(rows.getLong(1)),
                "SELECT row FROM %s%s".formatted(table.name(), range.where()),
                range.parameters());
    }

    /// Whether a field has a value in a document.
    public boolean hasValue(StoredValue value, long row) throws IOException {
        return session.ask(
                ResultSet::next,
                "SELECT 1 FROM %s WHERE value = ? AND row = ?".formatted(value.table().name()),
                value.value(),
                row);
    }

    /// How many entries a field's table has.
    public long count(FieldTable table) throws IOException {
        return session.ask(
                rows -> rows.getLong(1), "SELECT count(*) FROM %s".formatted(table.name()));
    }

    /// The files of indexes.
    public List<Snapshot> snapshots() throws IOException {
        List<Snapshot> snapshots = new ArrayList<>();
        each(
                rows ->
                        snapshots.add(
                                new Snapshot(
                                        rows.getInt(1),
                                        text(rows, 2, "a snapshot"),
                                        rows.getLong(3),
                                        rows.getLong(4),
                                        rows.getLong(5))),
                "SELECT field, file, fingerprint, next_row, deletions FROM snapshot ORDER BY field");
        return snapshots;
    }

    /// What SQLite itself finds wrong with the file; empty when nothing.
    public List<String> faults() throws IOException {
        List<String> faults = new ArrayList<>();
        each(rows -> faults.add(rows.getString(1)), "PRAGMA integrity_check(20)");
        faults.remove("ok");
        return faults;
    }

    /// Writes this state into a new file.
    void copyTo(Path target) throws IOException {
        try {
            session.statement("VACUUM INTO ?", target.toString()).execute();
        } catch (SQLException e) {
            throw SqliteErrors.cannotWrite(target, e);
        }
    }

    private void each(RowReader reader, String sql, Object... parameters) throws IOException {
        session.ask(
                rows -> {
                    while (rows.next()) {
                        reader.read(rows);
                    }
                    return true;
                },
                sql,
                parameters);
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet rows) throws SQLException, IOException;
    }

    private StoredDocument document(ResultSet rows) throws SQLException, IOException {
        long row = rows.getLong(1);
        String what = "document " + row;
        StoredDocument found =
                new StoredDocument(
                        row,
                        rows.getInt(2),
                        text(rows, 3, what),
                        text(rows, 4, what),
                        text(rows, 5, what),
                        rows.getLong(6));
        require(rows.getLong(7), Checksums.ofDocument(found), what);
        return found;
    }

    private StoredPassage passage(ResultSet rows, FieldTable table)
            throws SQLException, IOException {
        long number = rows.getLong(1);
        String what = "row " + number + " of " + table.name();
        byte[] row = rows.getBytes(4);
        if (row == null) {
            throw new DamagedDatabaseException(session.file(), what + " is incomplete");
        }
        var passage = new StoredPassage(number, rows.getInt(2), rows.getInt(3), row);
        require(rows.getLong(5), Checksums.ofPassage(passage), what);
        return passage;
    }

    private void requireRow(ResultSet rows, String what) throws SQLException, IOException {
        if (!rows.next()) {
            throw new DamagedDatabaseException(session.file(), what + " are missing");
        }
    }

    private String text(ResultSet rows, int column, String what) throws SQLException, IOException {
        String text = rows.getString(column);
        if (text == null) {
            throw new DamagedDatabaseException(session.file(), what + " is incomplete");
        }
        return text;
    }

    private void require(long expected, long found, String what) throws IOException {
        if (expected != found) {
            throw new DamagedDatabaseException(
                    session.file(),
                    "%s has the checksum %08x but %08x was written"
                            .formatted(what, found, expected));
        }
    }
}
