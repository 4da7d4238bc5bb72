package dev.lanes.inference.internal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Threads that run batches beside the threads that ask for them. They begin when there is work and
/// end when there was none for a while.
final class Workers implements AutoCloseable {
    private static final int IDLE_SECONDS = 10;

    private final int count;
    private final ThreadPoolExecutor threads;

    /// @param owner what the threads are named after
    /// @param count how many at most; with none, callers do everything
    Workers(String owner, int count) {
        this.count = count;
        this.threads =
                new ThreadPoolExecutor(
                        Math.max(1, count),
                        Math.max(1, count),
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name(owner + " ", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    int count() {
        return count;
    }

    /// Runs something on one of the threads.
    ///
    /// @return false when they are closed
    boolean offer(Runnable task) {
        try {
            threads.execute(task);
            return true;
        } catch (RejectedExecutionException _) {
            return false;
        }
    }

    /// Lets what was offered end, and takes no more.
    @Override
    public void close() {
        threads.shutdown();
    }
}
