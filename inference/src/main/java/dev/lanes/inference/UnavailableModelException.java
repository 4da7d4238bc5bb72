package dev.lanes.inference;

/// The model is known, but its files are neither on the class path nor on the module path. The
/// message names the Maven dependency to add.
public final class UnavailableModelException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /// @param message the model, and the dependency that brings its files
    public UnavailableModelException(String message) {
        super(message);
    }
}
