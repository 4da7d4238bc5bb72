package dev.lanes.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Proof that the memory of an [OffHeap] stays where it is until this is closed, by any thread.
/// Closing twice does nothing.
public final class Lease implements AutoCloseable {
    private static final VarHandle HELD = held();

    private final OffHeap memory;
    private final int stripe;

    /// Changed by `HELD` only: two threads that close one lease must not return it twice.
    @SuppressWarnings({"unused", "FieldMayBeFinal"})
    private boolean held = true;

    Lease(OffHeap memory, int stripe) {
        this.memory = memory;
        this.stripe = stripe;
    }

    private static VarHandle held() {
        try {
            return MethodHandles.lookup().findVarHandle(Lease.class, "held", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public void close() {
        if ((boolean) HELD.getAndSet(this, false)) {
            memory.giveBack(stripe);
        }
    }
}
