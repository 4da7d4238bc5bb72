package dev.lanes.inference;

/// STUB
public final class UnknownModelException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public UnknownModelException(String message) {
        super(message);
    }
}
