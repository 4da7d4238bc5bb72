package dev.lanes.search.cli;

import java.util.function.Supplier;

/// Something that the user can put right.
final class UserErrorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    UserErrorException(String message) {
        this(message, "");
    }

    /// @param remedy what to do about it; may be empty
    UserErrorException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }

    /// Runs something that checks the user's values and nothing else.
    static <T> T unlessValid(Supplier<T> check) {
        try {
            return check.get();
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage());
        }
    }
}
