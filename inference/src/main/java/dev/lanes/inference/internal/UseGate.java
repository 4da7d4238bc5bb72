package dev.lanes.inference.internal;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// Guards native memory: calls pass while it is open, and closing waits for those inside.
///
/// A call is a holder of the read lock, closing is the holder of the write lock. The flag is set
/// before the write lock is asked for and read before the read lock is, so that calls that come
/// while closing waits are turned away instead of queueing up. It is read again under the lock,
/// because closing may come in between.
public final class UseGate {
    private final String name;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean closed;
    private boolean released;

    /// @param name what the error after closing names
    public UseGate(String name) {
        this.name = name;
    }

    /// Calls while open, else an [IllegalStateException].
    public <T> T whileOpen(Supplier<T> call) {
        requireOpen();
        lock.readLock().lock();
        try {
            requireOpen();
            return call.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(name + " is closed");
        }
    }

    /// Waits for the calls inside, then runs `release`, once.
    public void close(Runnable release) {
        closed = true;
        lock.writeLock().lock();
        try {
            if (!released) {
                released = true;
                release.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
