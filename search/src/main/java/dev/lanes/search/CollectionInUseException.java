package dev.lanes.search;

import java.io.IOException;
import java.nio.file.Path;

/// A collection that somebody else has open to change it. It can be opened to read
/// ([DocumentCollection#openToRead(Path)]) meanwhile.
public final class CollectionInUseException extends IOException {
    private static final long serialVersionUID = 1;

    CollectionInUseException(Path directory, String holder) {
        super(
                "the collection %s must be open for changes once but %s has it open; open it to read, or wait"
                        .formatted(directory, holder));
    }
}
