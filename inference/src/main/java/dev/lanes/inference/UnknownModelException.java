package dev.lanes.inference;

/// There is no model of that name. The message lists the names that there are.
public final class UnknownModelException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// @param message the name that was asked for, and the known ones
    public UnknownModelException(String message) {
        super(message);
    }
}
