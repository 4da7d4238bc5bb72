package dev.lanes.search.semantic;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/// Who computes, who is told, and who may end it. None of this changes what is found. Immutable.
///
/// @param executor lends the threads that work beside the calling one
/// @param tasks how many threads work, the calling one among them, at least 1; with 1 the executor
///   is not used
/// @param progress is told how far it is
/// @param cancelled is asked again and again, by any thread that works, whether to end early; an
///   interruption of such a thread means the same
public record Execution(
        Executor executor, int tasks, ComparisonProgress progress, BooleanSupplier cancelled) {
    /// Checks every component.
    public Execution {
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(cancelled, "cancelled");
        if (tasks < 1) {
            throw new IllegalArgumentException("tasks must be at least 1 but were " + tasks);
        }
    }

    /// The calling thread alone.
    ///
    /// @return an execution to go on from
    public static Execution alone() {
        return of(Runnable::run, 1);
    }

    /// Several threads.
    ///
    /// @param executor lends the threads that work beside the calling one
    /// @param tasks how many threads work, the calling one among them, at least 1
    /// @return an execution to go on from
    public static Execution of(Executor executor, int tasks) {
        return new Execution(executor, tasks, ComparisonProgress.NONE, () -> false);
    }

    /// The same with somebody who is told how far it is.
    ///
    /// @param other is told
    /// @return a new execution
    public Execution withProgress(ComparisonProgress other) {
        return new Execution(executor, tasks, other, cancelled);
    }

    /// The same with somebody who may end it early.
    ///
    /// @param other is asked whether to end
    /// @return a new execution
    public Execution withCancellation(BooleanSupplier other) {
        return new Execution(executor, tasks, progress, other);
    }
}
