package dev.lanes.search.store;

import java.nio.file.Path;

/// The JDBC name of a database file. It is made of the file's URI, because a path may hold
/// characters, such as "?", that mean something in such a name.
final class DatabaseUrl {
    private DatabaseUrl() {}

    static String of(Path file) {
        return "jdbc:sqlite:file:" + file.toUri().getRawPath();
    }

    /// SQLite then takes no locks and looks for no journal.
    static String ofImmutable(Path file) {
        return of(file) + "?immutable=1";
    }
}
