package dev.lanes.search.semantic;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/// One computation: tasks by number, done by the calling thread and some of an executor.
///
/// The calling thread works too, and [#run] waits for those threads only that have begun: a busy
/// executor makes it slower and nothing worse.
final class Work {
    private final Execution execution;

    /// Under the lock of this, like what follows.
    private long compared;

    private long planned;
    private boolean over;
    private Throwable failure;

    Work(Execution execution) {
        this.execution = execution;
    }

    /// Does something for a number.
    interface Task {
        void run(int number);
    }

    /// Adds to what is planned.
    synchronized void plan(long pairs) {
        planned = Math.addExact(planned, pairs);
    }

    /// Counts what was done.
    ///
    /// @throws CancellationException when it was cancelled, or has failed elsewhere
    void compared(long pairs) {
        synchronized (this) {
            compared += pairs;
            execution.progress().compared(compared, planned);
        }
        check();
    }

    /// Ends when nobody wants to go on.
    ///
    /// @throws CancellationException when it was cancelled, or has failed elsewhere
    void check() {
        boolean unwanted =
                Thread.currentThread().isInterrupted() || execution.cancelled().getAsBoolean();
        synchronized (this) {
            if (unwanted || failure != null) {
                throw new CancellationException(
                        "cancelled when %d of %d comparisons were done"
                                .formatted(compared, planned));
            }
        }
    }

    /// Does tasks 0 to count − 1, in this order as far as they begin. What fails first ends the
    /// work and is thrown here when no thread works any more.
    void run(int count, Task task) {
        var threads = new Threads(count, task);
        try {
            for (int i = 1; i < Math.min(execution.tasks(), count); i++) {
                execution.executor().execute(threads::join);
            }
            threads.join();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        threads.await();
        rethrow();
    }

    private synchronized void fail(Throwable e) {
        over = true;
        if (failure == null) {
            failure = e;
        } else if (!(e instanceof CancellationException) && !failure.equals(e)) {
            failure.addSuppressed(e);
        }
    }

    private synchronized void rethrow() {
        switch (failure) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
            case null -> {}
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    /// The threads that work on one run.
    private final class Threads {
        private final int count;
        private final Task task;
        private final AtomicInteger next = new AtomicInteger();

        /// Under the lock of this.
        private int active;

        private boolean closed;

        Threads(int count, Task task) {
            this.count = count;
            this.task = task;
        }

        void join() {
            synchronized (this) {
                if (closed) {
                    return;
                }
                active++;
            }
            try {
                for (int at = next.getAndIncrement(); at < count; at = next.getAndIncrement()) {
                    if (isOver()) {
                        break;
                    }
                    check();
                    task.run(at);
                }
            } catch (Throwable e) {
                // Of whatever kind: Java's checked exceptions bind no other language.
                fail(e);
            } finally {
                synchronized (this) {
                    active--;
                    notifyAll();
                }
            }
        }

        synchronized void await() {
            boolean interrupted = false;
            closed = true;
            while (active > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    // The others must have ended before this returns, and now do so soon.
                    fail(new CancellationException("cancelled by an interruption"));
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// An executor for tasks of which the caller does what its threads have no time for. It asks
    /// before each whether to go on.
    Executor executor() {
        var lent = new AtomicInteger();
        return task -> {
            check();
            if (lent.incrementAndGet() >= execution.tasks()) {
                lent.decrementAndGet();
                task.run();
                return;
            }
            execution
                    .executor()
                    .execute(() -> {
                        try {
                            task.run();
                        } finally {
                            lent.decrementAndGet();
                        }
                    });
        };
    }
}
