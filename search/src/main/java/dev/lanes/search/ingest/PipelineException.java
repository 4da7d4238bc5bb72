package dev.lanes.search.ingest;

/// JSON that is no pipeline, or a pipeline that does not fit a schema. The message names the place,
/// the rule and the value.
public final class PipelineException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    PipelineException(String message) {
        super(message);
    }

    PipelineException(String message, Throwable cause) {
        super(message, cause);
    }
}
