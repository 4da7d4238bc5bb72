package dev.lanes.search;

/// A model that is not the one with which a field was made, so that what it makes of a question
/// cannot be compared with what is stored.
public final class ModelMismatchException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    ModelMismatchException(String message) {
        super(message);
    }
}
