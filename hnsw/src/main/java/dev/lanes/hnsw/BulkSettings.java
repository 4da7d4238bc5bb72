package dev.lanes.hnsw;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// How many rows are added at once.
///
/// @param executor lends the threads that work beside the calling one. It may have fewer of them
///   than are asked for, or none
/// @param tasks how many threads work, the calling one among them, at least 1. With 1 the executor
///   is not used, and one order of rows gives one graph
/// @param progress is told how many rows are done, in ascending order, by one thread at a time,
///   after every few rows; the others wait for it
/// @param cancelled is asked every few rows, by any thread, whether to end early
public record BulkSettings(
        Executor executor, int tasks, LongConsumer progress, BooleanSupplier cancelled) {
    public BulkSettings {
        Objects.requireNonNull(executor, "executor");
        if (tasks < 1) {
            throw new IllegalArgumentException("tasks must be at least 1 but were " + tasks);
        }
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(cancelled, "cancelled");
    }

    /// The calling thread alone.
    ///
    /// @return settings to go on from
    public static BulkSettings alone() {
        return of(Runnable::run, 1);
    }

    /// Several threads.
    ///
    /// @param executor lends the threads that work beside the calling one
    /// @param tasks how many threads work, the calling one among them, at least 1
    /// @return settings to go on from
    public static BulkSettings of(Executor executor, int tasks) {
        return new BulkSettings(executor, tasks, _ -> {}, () -> false);
    }

    /// The same with somebody who is told how far it is.
    ///
    /// @param progress is told how many rows are done
    /// @return new settings
    public BulkSettings withProgress(LongConsumer progress) {
        return new BulkSettings(executor, tasks, progress, cancelled);
    }

    /// The same with somebody who may end it early.
    ///
    /// @param cancelled is asked whether to end
    /// @return new settings
    public BulkSettings withCancellation(BooleanSupplier cancelled) {
        return new BulkSettings(executor, tasks, progress, cancelled);
    }
}
