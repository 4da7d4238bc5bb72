package dev.lanes.search.store;

import java.util.List;

/// The tables of a collection's database.
///
/// Encoded rows have tables of their own, one for each field: a search reads documents only and a
/// rebuild rows only, and neither drags the other's bytes along. Values have tables that are
/// ordered by value and then by document, from which filters are answered.
final class Schema {
    /// The index that UNIQUE makes finds documents by their ids.
    static final List<String> TABLES =
            List.of(
                    "CREATE TABLE settings (json TEXT NOT NULL, crc INTEGER NOT NULL)",
                    """
                    CREATE TABLE counters (
                        next_row INTEGER NOT NULL,
                        deletions INTEGER NOT NULL,
                        forgotten INTEGER NOT NULL,
                        documents INTEGER NOT NULL)
                    """,
                    "INSERT INTO counters VALUES (0, 0, 0, 0)",
                    """
                    CREATE TABLE document (
                        row INTEGER PRIMARY KEY,
                        parts INTEGER NOT NULL,
                        id TEXT NOT NULL UNIQUE,
                        id_kind TEXT NOT NULL,
                        json TEXT NOT NULL,
                        line INTEGER NOT NULL,
                        crc INTEGER NOT NULL)
                    """,
                    """
                    CREATE TABLE deletion (
                        number INTEGER PRIMARY KEY,
                        row INTEGER NOT NULL,
                        parts INTEGER NOT NULL)
                    """,
                    """
                    CREATE TABLE snapshot (
                        field INTEGER PRIMARY KEY,
                        file TEXT NOT NULL,
                        fingerprint INTEGER NOT NULL,
                        next_row INTEGER NOT NULL,
                        deletions INTEGER NOT NULL)
                    """);

    private Schema() {}

    static String create(FieldTable table) {
        return table.values()
                .map(type ->
                        """
                        CREATE TABLE %s (
                            value %s NOT NULL,
                            row INTEGER NOT NULL,
                            PRIMARY KEY (value, row)) WITHOUT ROWID
                        """
                                .formatted(table.name(), type.sql()))
                .orElse(
                        """
                        CREATE TABLE %s (
                            passage INTEGER PRIMARY KEY,
                            first INTEGER NOT NULL,
                            last INTEGER NOT NULL,
                            data BLOB NOT NULL,
                            crc INTEGER NOT NULL)
                        """
                                .formatted(table.name()));
    }

    static String drop(FieldTable table) {
        return "DROP TABLE IF EXISTS " + table.name();
    }
}
