package dev.lanes.jmh;

/// What the user asked for cannot be done as asked. The message is one line that states the rule
/// and then the value; the command ends with exit code 2.
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message the rule, then the value
    public UsageException(String message) {
        super(message);
    }
}
