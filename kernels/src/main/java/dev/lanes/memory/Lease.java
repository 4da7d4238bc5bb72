package dev.lanes.memory;

import java.util.concurrent.atomic.AtomicBoolean;

/// Proof that the memory of an [OffHeap] stays where it is until this is closed. Closing twice does
/// nothing.
public final class Lease implements AutoCloseable {
    private final OffHeap memory;
    private final AtomicBoolean held = new AtomicBoolean(true);

    Lease(OffHeap memory) {
        this.memory = memory;
    }

    @Override
    public void close() {
        if (held.getAndSet(false)) {
            memory.giveBack();
        }
    }
}
