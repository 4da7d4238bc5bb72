package dev.lanes.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// A collection whose database is not what was written. (A damaged index is no such case: it is
/// rebuilt from the database.) The message names the directory, the file and what was found.
public final class DamagedCollectionException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    DamagedCollectionException(Path directory, IOException cause) {
        super("the collection %s is damaged: %s".formatted(directory, cause.getMessage()), cause);
    }
}
