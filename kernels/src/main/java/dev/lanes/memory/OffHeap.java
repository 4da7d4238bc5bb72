package dev.lanes.memory;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Owns memory outside the Java heap: what it allocated, filled from files or mapped, all given
/// back at once.
///
/// Readers hold a [Lease]. Closing refuses new leases at once and frees the memory when the last
/// lease is given back, so that a search that is under way ends as if nothing had happened.
///
/// Thread-safe.
public final class OffHeap implements AutoCloseable {
    /// Every allocation starts on a boundary of this many bytes: a cache line, and the width of the
    /// widest vector register.
    public static final long ALIGNMENT = 64;

    /// More than any system lends to a process, and half of what would overflow a sum.
    private static final long MAX_BYTES = 1L << 60;

    /// What is read from a file at once, so that a buffer has room for it.
    private static final long PIECE = 1L << 26;

    private final String owner;
    private final long limit;
    private final Arena arena = Arena.ofShared();
    private final Slabs slabs = new Slabs(arena);
    private final Leases leases = new Leases();

    /// The owner whose limit this counts against too.
    private final Optional<OffHeap> whole;

    private final AtomicLong mapped = new AtomicLong();

    /// Written by one thread at a time, under the lock of `slabs`.
    private volatile long allocated;

    private OffHeap(String owner, long limit, Optional<OffHeap> whole) {
        this.owner = owner;
        this.limit = limit;
        this.whole = whole;
    }

    /// Memory for one owner.
    ///
    /// @param owner what the memory belongs to, as it should be named in an error: "HNSW index"
    /// @return an owner that has nothing yet
    public static OffHeap forOwner(String owner) {
        return new OffHeap(owner, Long.MAX_VALUE, Optional.empty());
    }

    /// Memory for one owner, who may allocate so much and no more. Mapped files do not count, and
    /// neither do the ends of pages: in huge pages up to 2 MiB more are resident, a twentieth of
    /// what is large.
    ///
    /// @param owner what the memory belongs to, as it should be named in an error: "HNSW index"
    /// @param maxBytes the most bytes that [#allocatedBytes] may count, at least 0
    /// @return an owner that has nothing yet
    public static OffHeap limited(String owner, long maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException(
                    "memory limit must be at least 0 bytes but was " + maxBytes);
        }
        return new OffHeap(owner, maxBytes, Optional.empty());
    }

    /// A part of this memory that can be given back before the rest. What it allocates counts here
    /// too, until it is given back. It is not closed with this: its owner closes it first.
    ///
    /// @return memory that has nothing yet
    public OffHeap part() {
        return new OffHeap(owner, Long.MAX_VALUE, Optional.of(this));
    }

    /// Allocates zeroed memory, aligned to [#ALIGNMENT], in huge pages where the native library is
    /// there, the system has them and the owner has more than 4 MiB.
    ///
    /// @param bytes how many, at least 1
    /// @return the memory, readable by any thread until this owner is closed
    /// @throws IllegalArgumentException when bytes is below 1 or above 2^60
    /// @throws IllegalStateException when closed
    /// @throws MemoryLimitException when the owner would have more than its limit
    /// @throws OutOfMemoryError when the system has no more
    public MemorySegment allocate(long bytes) {
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "bytes must be in 1..%d but were %d".formatted(MAX_BYTES, bytes));
        }
        try (var _ = lease()) {
            synchronized (slabs) {
                take(bytes);
                try {
                    return slabs.allocate(bytes);
                } catch (RuntimeException | Error e) {
                    take(-bytes);
                    throw e;
                }
            }
        }
    }

    private void take(long bytes) {
        synchronized (slabs) {
            if (bytes > limit - allocated) {
                throw new MemoryLimitException(owner, limit, allocated + bytes);
            }
            whole.ifPresent(memory -> memory.take(bytes));
            allocated += bytes;
        }
    }

    private void free() {
        arena.close();
        whole.ifPresent(memory -> memory.take(-allocated));
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

    /// Reads a whole file into memory of this owner, which a change of the file does not reach.
    /// When reading fails, the memory stays allocated until this owner is closed.
    ///
    /// @param channel an open file, which may be closed afterwards; its position is left alone
    /// @return a copy of the file's bytes, as by [#allocate]
    /// @throws EOFException when the file is empty, or became shorter meanwhile
    /// @throws IOException when the system refuses
    /// @throws IllegalStateException when closed
    /// @throws MemoryLimitException when the owner would have more than its limit
    /// @throws OutOfMemoryError when the system has no more
    public MemorySegment load(FileChannel channel) throws IOException {
        try (var _ = lease()) {
            long bytes = channel.size();
            if (bytes == 0) {
                throw new EOFException("file must have at least 1 byte but was empty");
            }
            var segment = allocate(bytes);
            fill(segment, channel);
            return segment;
        }
    }

    /// Reads a file from its start until a segment is full.
    static void fill(MemorySegment segment, FileChannel channel) throws IOException {
        long bytes = segment.byteSize();
        long at = 0;
        while (at < bytes) {
            var piece = segment.asSlice(at, Math.min(PIECE, bytes - at)).asByteBuffer();
            int read = channel.read(piece, at);
            if (read < 0) {
                throw new EOFException(
                        "file must have %d bytes but ended after %d".formatted(bytes, at));
            }
            at += read;
        }
    }

    /// Keeps the memory alive until the lease is closed.
    ///
    /// @return a lease for one reader
    /// @throws IllegalStateException when closed
    public Lease lease() {
        int stripe = leases.acquire();
        if (stripe == Leases.REFUSED) {
            throw new IllegalStateException(owner + " is closed");
        }
        return new Lease(this, stripe);
    }

    void giveBack(int stripe) {
        if (leases.release(stripe)) {
            free();
        }
    }

    /// The bytes that were allocated, without those that were mapped. What was refused is not
    /// counted.
    ///
    /// @return bytes; 0 after the memory was freed is not promised
    public long allocatedBytes() {
        return allocated;
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
        if (leases.close()) {
            free();
        }
    }
}
