package dev.lanes.search.retrieval;

/// JSON that is no retriever, or asks for what there is not. The message names the place, the rule
/// and the value.
public final class RetrieverJsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    RetrieverJsonException(String message) {
        super(message);
    }

    RetrieverJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
