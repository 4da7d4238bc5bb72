package dev.lanes.memory;

import java.io.IOException;
import java.nio.file.Path;

/// A file whose bytes are not what was written: cut short, altered, or of another kind or version.
/// The message names the file, the offset, what was expected and what was found.
public final class CorruptFileException extends IOException {
    private static final long serialVersionUID = 1;

    /// @param file the damaged file
    /// @param offset where in the file, in bytes
    /// @param expected what should be there
    /// @param found what is there
    public CorruptFileException(Path file, long offset, String expected, String found) {
        super(
                "%s is damaged at byte %d: expected %s but found %s"
                        .formatted(file, offset, expected, found));
    }

    /// A file whose bytes pass their checksums but contradict each other.
    ///
    /// @param file the damaged file
    /// @param problem the rule that is broken and what was found
    public CorruptFileException(Path file, String problem) {
        super("%s is damaged: %s".formatted(file, problem));
    }
}
