package dev.lanes.memory;

/// An allocation that would exceed the limit of its [OffHeap]. Nothing was allocated, and what was
/// there is as it was.
public final class MemoryLimitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// What was refused.
    ///
    /// @param owner what the memory belongs to
    /// @param limit the most bytes that it may have
    /// @param wanted the bytes that it would have had
    MemoryLimitException(String owner, long limit, long wanted) {
        super(
                "allocated memory of %s must be at most %d bytes but would be %d"
                        .formatted(owner, limit, wanted));
    }
}
