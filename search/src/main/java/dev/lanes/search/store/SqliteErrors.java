package dev.lanes.search.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/// Makes of what SQLite and its driver complain about the exceptions of this package.
final class SqliteErrors {
    /// The low byte of a result code is the kind of failure.
    private static final int PRIMARY = 0xff;

    private SqliteErrors() {}

    /// A [DamagedDatabaseException], but where the machine and not the file is to blame: nobody
    /// should throw a whole collection away because a disk was full.
    static IOException cannotRead(Path file, SQLException cause) {
        return isDamage(cause)
                ? new DamagedDatabaseException(file, cause)
                : new IOException("cannot read " + file + ": " + reason(cause), cause);
    }

    static IOException cannotWrite(Path file, SQLException cause) {
        return isOtherContent(cause)
                ? new DamagedDatabaseException(file, cause)
                : new IOException("cannot write " + file + ": " + reason(cause), cause);
    }

    private static boolean isOtherContent(SQLException e) {
        return e instanceof SQLiteException sqlite
                && switch (sqlite.getResultCode().code & PRIMARY) {
                    // SQLITE_CORRUPT, NOTADB
                    case 11, 26 -> true;
                    default -> false;
                };
    }

    private static boolean isDamage(SQLException e) {
        // The driver's own exceptions are of another class: its native library does not load.
        return e instanceof SQLiteException sqlite
                && switch (sqlite.getResultCode().code & PRIMARY) {
                    // SQLITE_PERM, BUSY, LOCKED, NOMEM, INTERRUPT, IOERR, FULL, CANTOPEN, AUTH
                    case 3, 5, 6, 7, 9, 10, 13, 14, 23 -> false;
                    default -> true;
                };
    }

    /// The driver says only in the cause why its native library does not load.
    private static String reason(SQLException e) {
        return e.getCause() == null
                ? e.getMessage()
                : e.getMessage() + ": " + e.getCause().getMessage();
    }
}
