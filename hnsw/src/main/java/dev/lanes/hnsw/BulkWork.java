package dev.lanes.hnsw;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Work on many items by the calling thread and some of an executor, which take a few items at a
/// time until there are none.
///
/// The calling thread works too, and waits for those threads only that have begun: a busy executor
/// makes it slower and nothing worse.
final class BulkWork<T> {
    private final BulkSettings settings;
    private final Supplier<List<T>> source;
    private final Consumer<T> work;
    private final Object taking = new Object();

    /// Threads that work. Under the lock of this, like what follows.
    private int active;

    private int done;
    private boolean over;
    private boolean cancelled;
    private Throwable failure;

    /// @param source gives the next items, none at the end; asked by one thread at a time
    /// @param work done for each item, by any thread
    BulkWork(BulkSettings settings, Supplier<List<T>> source, Consumer<T> work) {
        this.settings = settings;
        this.source = source;
        this.work = work;
    }

    /// Does the work. What fails first, in whichever thread, ends it and is thrown here when no
    /// thread works any more.
    ///
    /// @return how many items were done
    int run() {
        try {
            for (int i = 1; i < settings.tasks(); i++) {
                settings.executor().execute(this::join);
            }
            join();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        await();
        return result();
    }

    private void join() {
        synchronized (this) {
            if (over) {
                return;
            }
            active++;
        }
        try {
            workOn();
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

    private void workOn() {
        while (goesOn()) {
            var items = take();
            if (items.isEmpty()) {
                end();
            }
            int before = 0;
            try {
                for (; before < items.size(); before++) {
                    work.accept(items.get(before));
                }
            } finally {
                count(before);
            }
        }
    }

    /// The next items; none when the work is over, so that nobody asks a source that has failed.
    private List<T> take() {
        synchronized (taking) {
            if (isOver()) {
                return List.of();
            }
            try {
                return source.get();
            } catch (Throwable e) {
                fail(e);
                throw e;
            }
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    private boolean goesOn() {
        boolean wanted =
                !Thread.currentThread().isInterrupted() && !settings.cancelled().getAsBoolean();
        synchronized (this) {
            if (!over && !wanted) {
                cancelled = true;
                over = true;
            }
            return !over;
        }
    }

    private synchronized void end() {
        over = true;
    }

    private synchronized void count(int items) {
        done += items;
        if (items > 0) {
            settings.progress().accept(done);
        }
    }

    private synchronized void fail(Throwable e) {
        over = true;
        if (failure == null) {
            failure = e;
        } else if (!failure.equals(e)) {
            failure.addSuppressed(e);
        }
    }

    private synchronized void await() {
        boolean interrupted = false;
        over = true;
        while (active > 0) {
            try {
                wait();
            } catch (InterruptedException _) {
                // The others end soon, and must have ended before this returns.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int result() {
        switch (failure) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
            case null -> {}
        }
        if (cancelled) {
            throw new CancellationException("cancelled when %d rows were in".formatted(done));
        }
        return done;
    }
}
