package dev.lanes.search.store;

import java.io.IOException;
import java.nio.file.Path;

/// A database file whose content is not what was written.
public final class DamagedDatabaseException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedDatabaseException(Path file, String what) {
        super(file.getFileName() + ": " + what);
    }

    DamagedDatabaseException(Path file, Throwable cause) {
        super(file.getFileName() + ": " + cause.getMessage(), cause);
    }
}
