package dev.lanes.jcstress;

import dev.lanes.memory.Lease;
import dev.lanes.memory.OffHeap;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Memory that holds one value, and the answers of those who use it.
class LeasedMemory {
    /// No lease was granted.
    static final int REFUSED = 0;

    /// The value was there.
    static final int READ = 1;

    /// The memory was not there any more, or something else went wrong.
    static final int WRONG = -1;

    static final int OPEN = 1;
    static final int FREED = 2;

    private static final long VALUE = 42;

    final OffHeap memory = OffHeap.forOwner("test");
    private final MemorySegment segment = memory.allocate(Long.BYTES);

    LeasedMemory() {
        segment.set(ValueLayout.JAVA_LONG, 0, VALUE);
    }

    /// Reads under a lease of its own.
    int read() {
        Lease lease;
        try {
            lease = memory.lease();
        } catch (IllegalStateException e) {
            return REFUSED;
        }
        return readAndClose(lease);
    }

    /// Reads under a lease that is held, and gives it back.
    int readAndClose(Lease lease) {
        try {
            int seen = state() == OPEN ? READ : WRONG;
            lease.close();
            return seen;
        } catch (RuntimeException e) {
            return WRONG;
        }
    }

    /// Closes. Freeing twice is an exception of the arena.
    ///
    /// @return REFUSED, or WRONG when it failed
    int close() {
        try {
            memory.close();
            return REFUSED;
        } catch (RuntimeException e) {
            return WRONG;
        }
    }

    /// Whether the memory can be read. The arena's own check says so, not ours.
    int state() {
        try {
            return segment.get(ValueLayout.JAVA_LONG, 0) == VALUE ? OPEN : WRONG;
        } catch (IllegalStateException e) {
            return FREED;
        }
    }
}
