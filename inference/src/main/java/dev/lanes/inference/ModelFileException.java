package dev.lanes.inference;

/// A file of a model is missing, cannot be read, or does not hold what its descriptor says. The
/// message names the file, what was expected and what was found.
public final class ModelFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message the file and what is wrong with it
    public ModelFileException(String message) {
        super(message);
    }

    /// @param message the file and what is wrong with it
    /// @param cause what the reader of the file said
    public ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
