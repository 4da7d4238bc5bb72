package dev.lanes.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Records of one fixed size, numbered from 0, in chunks of memory that never move: it grows
/// without copying what readers hold.
///
/// One thread may [reserve][#reserve] while others read records that were reserved before.
public final class Records {
    /// A chunk is as large as it can be within both limits: large enough for a huge page, few
    /// enough that the list of chunks stays in the cache, and small enough that the unused end of
    /// the last chunk does not matter.
    private static final long CHUNK_BYTES = 2L << 20;

    private static final long CHUNK_RECORDS = 1 << 12;

    private static final int FEW_CHUNKS = 32;

    private final OffHeap memory;
    private final long stride;
    private final int shift;
    private final int mask;

    /// The most records that there may be.
    private final int most;

    /// Replaced, never written to, so that a reader sees whole chunks only.
    private volatile MemorySegment[] chunks;

    /// The address of each chunk, for code outside of Java, and room for more.
    private volatile MemorySegment addresses;

    private Records(OffHeap memory, long stride, int most, MemorySegment[] chunks) {
        this.memory = memory;
        this.stride = stride;
        this.most = most;
        this.shift = shift(stride);
        this.mask = (1 << shift) - 1;
        this.chunks = chunks;
        this.addresses = addresses(chunks, Math.max(FEW_CHUNKS, chunks.length));
    }

    private static MemorySegment addresses(MemorySegment[] chunks, int room) {
        var addresses = OffHeap.scratch((long) room * ValueLayout.JAVA_LONG.byteSize());
        for (int i = 0; i < chunks.length; i++) {
            addresses.setAtIndex(ValueLayout.JAVA_LONG, i, chunks[i].address());
        }
        return addresses;
    }

    private static int shift(long stride) {
        if (stride < 1 || stride > CHUNK_BYTES) {
            throw new IllegalArgumentException(
                    "record size must be in 1..%d bytes but was %d".formatted(CHUNK_BYTES, stride));
        }
        return 63 - Long.numberOfLeadingZeros(Math.min(CHUNK_BYTES / stride, CHUNK_RECORDS));
    }

    /// No records yet; [#reserve] allocates them.
    ///
    /// @param memory where they come from
    /// @param stride bytes a record
    /// @return growable records
    public static Records growing(OffHeap memory, long stride) {
        return new Records(memory, stride, Integer.MAX_VALUE, new MemorySegment[0]);
    }

    /// Records that lie end to end in one piece of memory, such as a section of a mapped file.
    ///
    /// @param memory the owner of that memory
    /// @param segment as many whole records as fit
    /// @param stride bytes a record
    /// @return records that cannot grow
    public static Records over(OffHeap memory, MemorySegment segment, long stride) {
        long chunkBytes = stride << shift(stride);
        int count = Math.toIntExact((segment.byteSize() + chunkBytes - 1) / chunkBytes);
        var chunks = new MemorySegment[count];
        for (int i = 0; i < count; i++) {
            long from = i * chunkBytes;
            chunks[i] = segment.asSlice(from, Math.min(chunkBytes, segment.byteSize() - from));
        }
        return new Records(memory, stride, Math.toIntExact(segment.byteSize() / stride), chunks);
    }

    /// Records that can grow, copied from a piece of memory where they lie end to end.
    ///
    /// @param memory where the copy lies
    /// @param segment whole records
    /// @param stride bytes a record
    /// @return growable records
    public static Records copy(OffHeap memory, MemorySegment segment, long stride) {
        var records = growing(memory, stride);
        records.reserve(Math.toIntExact(segment.byteSize() / stride));
        long from = 0;
        for (var chunk : records.chunks) {
            long bytes = Math.min(chunk.byteSize(), segment.byteSize() - from);
            MemorySegment.copy(segment, from, chunk, 0, bytes);
            from += bytes;
        }
        return records;
    }

    /// The memory that growing records take.
    ///
    /// @param stride bytes a record
    /// @param count how many records there is room for
    /// @return the bytes of whole chunks
    public static long bytes(long stride, int count) {
        int shift = shift(stride);
        long chunks = (count + (1L << shift) - 1) >>> shift;
        return (stride << shift) * chunks;
    }

    /// Makes room. New records are zero. When memory is refused, the records are as they were, but
    /// for chunks that there was memory for: they stay for the next time.
    ///
    /// @param count records there must be, from 0 on
    /// @throws IllegalStateException when they cannot grow so far
    /// @throws MemoryLimitException when their memory has a limit, and needs more for them
    public void reserve(int count) {
        if (count > most) {
            throw new IllegalStateException(
                    "records that cannot grow must be at most %d but would be %d"
                            .formatted(most, count));
        }
        int needed = Math.toIntExact(((long) count + mask) >>> shift);
        while (chunks.length < needed) {
            var chunk = memory.allocate(stride << shift);
            var grown = Arrays.copyOf(chunks, chunks.length + 1);
            grown[chunks.length] = chunk;
            publish(grown);
        }
    }

    /// The addresses first: whoever sees a chunk finds its address too.
    private void publish(MemorySegment[] grown) {
        int last = grown.length - 1;
        if (addresses.byteSize() / ValueLayout.JAVA_LONG.byteSize() > last) {
            addresses.setAtIndex(ValueLayout.JAVA_LONG, last, grown[last].address());
        } else {
            addresses = addresses(grown, 2 * grown.length);
        }
        chunks = grown;
    }

    /// Where the chunks begin, for code outside of Java: an address for each, of all that were
    /// there when this was called and perhaps more. A chunk has `1 << chunkShift()` records.
    ///
    /// @return addresses of 64 bits, valid while somebody holds the segment, of memory that a lease
    ///   keeps
    public MemorySegment chunkAddresses() {
        return addresses;
    }

    /// How many records a chunk has.
    ///
    /// @return the logarithm to base 2
    public int chunkShift() {
        return shift;
    }

    /// The memory in which a record lies, at [#offset].
    ///
    /// @param index which record
    /// @return the chunk that holds it
    /// @throws IndexOutOfBoundsException when there is no such record
    public MemorySegment segment(int index) {
        return chunks[index >>> shift];
    }

    /// Where in its [#segment] a record starts.
    ///
    /// @param index which record
    /// @return bytes from the start of the chunk
    public long offset(int index) {
        return (index & mask) * stride;
    }

    /// How many records, from one on, lie end to end in its [#segment].
    ///
    /// @param index the first
    /// @return at least 1
    public int endToEnd(int index) {
        return mask + 1 - (index & mask);
    }

    /// Keeps the records where they are until the lease is closed.
    ///
    /// @return a lease for one reader
    /// @throws IllegalStateException when their memory is closed
    public Lease lease() {
        return memory.lease();
    }

    /// Bytes from one record to the next.
    ///
    /// @return the record size
    public long stride() {
        return stride;
    }

    /// The first records piece by piece, in order, as they lie in a file.
    ///
    /// @param count how many records
    /// @return their memory
    public List<MemorySegment> pieces(int count) {
        var pieces = new ArrayList<MemorySegment>();
        long left = count * stride;
        for (var chunk : chunks) {
            if (left > 0) {
                pieces.add(chunk.asSlice(0, Math.min(left, chunk.byteSize())));
            }
            left -= chunk.byteSize();
        }
        return pieces;
    }
}
