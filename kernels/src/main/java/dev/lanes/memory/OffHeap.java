package dev.lanes.memory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.concurrent.atomic.AtomicLong;

/// Owns memory outside the Java heap: what it allocated and what it mapped, all given back at once.
///
/// Readers hold a [Lease]. Closing refuses new leases at once and frees the memory when the last
/// lease is given back, so that a search that is under way ends as if nothing had happened.
///
/// Thread-safe.
public final class OffHeap implements AutoCloseable {
    /// Every allocation starts on a boundary of this many bytes: a cache line, and the width of the
    /// widest vector register.
    public static final long ALIGNMENT = 64;

    private static final long CLOSED = 1;
    private static final long ONE_LEASE = 2;

    private final String owner;
    private final Arena arena = Arena.ofShared();
    private final AtomicLong allocated = new AtomicLong();
    private final AtomicLong mapped = new AtomicLong();

    /// The number of leases times two, plus one when closed. Whoever brings it to exactly CLOSED
    /// frees the memory; since no lease is granted after that, it happens once.
    private final AtomicLong state = new AtomicLong();

    private OffHeap(String owner) {
        this.owner = owner;
    }

    /// Memory for one owner.
    ///
    /// @param owner what the memory belongs to, as it should be named in an error: "HNSW index"
    /// @return an owner that has nothing yet
    public static OffHeap forOwner(String owner) {
        return new OffHeap(owner);
    }

    /// Allocates zeroed memory, aligned to [#ALIGNMENT].
    ///
    /// @param bytes how many, at least 1
    /// @return the memory, readable by any thread until this owner is closed
    /// @throws IllegalStateException when closed
    /// @throws OutOfMemoryError when the system has no more
    public MemorySegment allocate(long bytes) {
        try (var _ = lease()) {
            var segment = arena.allocate(bytes, ALIGNMENT);
            allocated.addAndGet(bytes);
            return segment;
        }
    }

    /// Allocates zeroed memory that belongs to whoever holds the segment: it is freed some time
    /// after nobody does. For small pieces that code outside of Java reads and writes, and that
    /// nobody closes. The JVM counts it as direct memory (`-XX:MaxDirectMemorySize`).
    ///
    /// @param bytes how many, at least 1
    /// @return the memory, aligned to [#ALIGNMENT], readable by any thread
    /// @throws OutOfMemoryError when the system has no more or the JVM allows no more
    public static MemorySegment scratch(long bytes) {
        return Arena.ofAuto().allocate(bytes, ALIGNMENT);
    }

    /// Maps a whole file for reading. A file that another process cuts while it is mapped makes
    /// reads of the lost part fail with an [InternalError], and ends the process when a native
    /// kernel reads it; replace such files by renaming.
    ///
    /// @param channel an open file, which may be closed afterwards
    /// @return the file's bytes
    /// @throws IOException when the system refuses
    /// @throws IllegalStateException when closed
    public MemorySegment map(FileChannel channel) throws IOException {
        try (var _ = lease()) {
            var segment = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            mapped.addAndGet(segment.byteSize());
            return segment;
        }
    }

    /// Keeps the memory alive until the lease is closed.
    ///
    /// @return a lease for one reader
    /// @throws IllegalStateException when closed
    public Lease lease() {
        while (true) {
            long current = state.get();
            if ((current & CLOSED) != 0) {
                throw new IllegalStateException(owner + " is closed");
            }
            if (state.compareAndSet(current, current + ONE_LEASE)) {
                return new Lease(this);
            }
        }
    }

    void giveBack() {
        if (state.addAndGet(-ONE_LEASE) == CLOSED) {
            arena.close();
        }
    }

    /// The bytes that were allocated, without those that were mapped.
    ///
    /// @return bytes; 0 after the memory was freed is not promised
    public long allocatedBytes() {
        return allocated.get();
    }

    /// The bytes of mapped files, which the system may drop from memory and read again.
    ///
    /// @return bytes
    public long mappedBytes() {
        return mapped.get();
    }

    /// Refuses new leases and frees the memory as soon as the last one is given back. Closing twice
    /// does nothing.
    @Override
    public void close() {
        long before = state.getAndUpdate(current -> current | CLOSED);
        if (before == 0) {
            arena.close();
        }
    }
}
