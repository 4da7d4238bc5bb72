package dev.lanes.search;

/// A document that cannot be taken: broken JSON, not an object, a missing field, an id that is
/// taken. The message names the place.
public final class InvalidDocumentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// An exception.
    ///
    /// @param message the place and what is wrong there
    public InvalidDocumentException(String message) {
        super(message);
    }

    /// An exception.
    ///
    /// @param message the place and what is wrong there
    /// @param cause what the parser said
    public InvalidDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
