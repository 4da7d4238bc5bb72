package dev.lanes.jmh;

/// What the user asked for cannot be done as asked. The message is one line that states the rule
/// and then the value; the command ends with exit code 2.
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message the rule, then the value
    public UsageException(String message) {
        super(message);
    }

    /// Refuses a number of an option that must be positive.
    ///
    /// @param name the option, as it is given
    /// @param value what was given
    public static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new UsageException("%s must be at least 1 but was %d".formatted(name, value));
        }
    }

    /// Refuses a recall that cannot be asked for.
    ///
    /// @param recall what was given
    public static void requireRecall(double recall) {
        if (!(recall > 0 && recall < 1)) {
            throw new UsageException("recall must be above 0 and below 1 but was " + recall);
        }
    }
}
