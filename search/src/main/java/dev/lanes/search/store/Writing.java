package dev.lanes.search.store;

import java.io.IOException;
import java.sql.SQLException;

/// One transaction: all of it or, without [#commit], nothing. For one thread.
public final class Writing implements AutoCloseable {
    private final Session session;
    private final Reading reading;
    private boolean ended;

    Writing(Session session) throws IOException {
        this.session = session;
        this.reading = new Reading(session);
        session.execute("BEGIN IMMEDIATE");
    }

    /// What there is, with the changes of this transaction.
    public Reading reading() {
        return reading;
    }

    /// Puts the settings in the place of those that are there.
    public void settings(String json) throws IOException {
        session.execute("DELETE FROM settings");
        session.change(
                "INSERT INTO settings (json, crc) VALUES (?, ?)", json, Checksums.ofSettings(json));
    }

    /// Makes the table of a field.
    public void create(FieldTable table) throws IOException {
        session.execute(Schema.create(table));
    }

    /// Deletes the table of a field, if it is there.
    public void drop(FieldTable table) throws IOException {
        session.execute(Schema.drop(table));
    }

    /// Adds a document, whose id is not there and whose row is the next one.
    public void add(StoredDocument document) throws IOException {
        session.change(
                "INSERT INTO document (row, parts, id, id_kind, json, line, crc)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                document.row(),
                document.parts(),
                document.id(),
                document.idKind(),
                document.json(),
                document.line(),
                Checksums.ofDocument(document));
    }

    /// Lets a document take more numbers, where it took fewer.
    public void atLeastParts(long row, int parts) throws IOException {
        StoredDocument before = reading.document(row).orElseThrow();
        if (before.parts() >= parts) {
            return;
        }
        StoredDocument after =
                new StoredDocument(
                        row, parts, before.id(), before.idKind(), before.json(), before.line());
        session.change(
                "UPDATE document SET parts = ?, crc = ? WHERE row = ?",
                parts,
                Checksums.ofDocument(after),
                row);
    }

    /// Adds what a field has of a document.
    public void add(FieldTable table, StoredPassage passage) throws IOException {
        session.change(
                "INSERT OR REPLACE INTO %s (passage, first, last, data, crc) VALUES (?, ?, ?, ?, ?)"
                        .formatted(table.name()),
                passage.number(),
                passage.start(),
                passage.end(),
                passage.row(),
                Checksums.ofPassage(passage));
    }

    /// Adds a value that a field has in a document.
    public void add(StoredValue value, long row) throws IOException {
        session.change(
                "INSERT OR IGNORE INTO %s (value, row) VALUES (?, ?)"
                        .formatted(value.table().name()),
                value.value(),
                row);
    }

    /// Takes a document away and notes that.
    ///
    /// @param number of the deletion
    public void delete(StoredDocument document, long number) throws IOException {
        session.change("DELETE FROM document WHERE row = ?", document.row());
        session.change(
                "INSERT INTO deletion (number, row, parts) VALUES (?, ?, ?)",
                number,
                document.row(),
                document.parts());
    }

    /// Takes away what a field has of a document.
    public void delete(FieldTable table, StoredDocument document) throws IOException {
        session.change(
                "DELETE FROM %s WHERE passage >= ? AND passage < ?".formatted(table.name()),
                document.row(),
                document.row() + document.parts());
    }

    /// Takes away a value that a field has in a document.
    public void delete(StoredValue value, long row) throws IOException {
        session.change(
                "DELETE FROM %s WHERE value = ? AND row = ?".formatted(value.table().name()),
                value.value(),
                row);
    }

    /// Forgets deletions that all indexes know of.
    ///
    /// @param number of the last one
    public void forgetDeletions(long number) throws IOException {
        session.change("DELETE FROM deletion WHERE number <= ?", number);
        session.change("UPDATE counters SET forgotten = max(forgotten, ?)", number);
    }

    /// Notes how far the database has come.
    public void counters(Counters counters) throws IOException {
        session.change(
                "UPDATE counters SET next_row = ?, deletions = ?, forgotten = ?, documents = ?",
                counters.nextRow(),
                counters.deletions(),
                counters.forgotten(),
                counters.documents());
    }

    /// Notes the file of an index, in the place of the one before.
    public void snapshot(Snapshot snapshot) throws IOException {
        session.change(
                "INSERT OR REPLACE INTO snapshot (field, file, fingerprint, next_row, deletions)"
                        + " VALUES (?, ?, ?, ?, ?)",
                snapshot.table(),
                snapshot.file(),
                snapshot.fingerprint(),
                snapshot.nextRow(),
                snapshot.deletions());
    }

    /// Makes all of it count.
    ///
    /// @throws IOException when it does not: the database is then what it was
    public void commit() throws IOException {
        session.execute("COMMIT");
        ended = true;
    }

    /// Undoes what was not committed.
    @Override
    public void close() throws IOException {
        if (!ended) {
            ended = true;
            try {
                if (!session.connection().isClosed()) {
                    // After a full disk SQLite may have done so already.
                    session.execute("ROLLBACK");
                }
            } catch (IOException | SQLException e) {
                System.getLogger(Writing.class.getName())
                        .log(System.Logger.Level.DEBUG, "nothing to roll back", e);
            }
        }
    }
}
