package dev.lanes.memory;

import dev.lanes.simd.Pages;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Cuts allocations out of large pieces of memory, so that chunks which fill no huge page alone lie
/// in huge pages nevertheless. Where the native library is not there, each allocation is the JVM's.
///
/// The first slab is of ordinary pages: a small index takes the kilobytes that it fills. What lies
/// behind it is of huge pages. Of the end of a slab, less than one allocation is lost.
///
/// For one thread at a time.
final class Slabs {
    private static final long FIRST = 2 * Pages.HUGE;
    private static final long LARGEST = 16 * Pages.HUGE;

    private final Arena arena;
    private Optional<Pages> pages = Optional.empty();
    private MemorySegment slab = MemorySegment.NULL;

    /// Bytes of the slab that are given away.
    private long used;

    /// Bytes of all slabs.
    private long mapped;

    Slabs(Arena arena) {
        this.arena = arena;
    }

    /// Zeroed memory that is aligned to [OffHeap#ALIGNMENT].
    MemorySegment allocate(long bytes) {
        if (mapped == 0) {
            pages = Pages.load();
        }
        return pages.isPresent()
                ? allocate(bytes, pages.get())
                : arena.allocate(bytes, OffHeap.ALIGNMENT);
    }

    private MemorySegment allocate(long bytes, Pages system) {
        long start = roundUp(used, OffHeap.ALIGNMENT);
        if (bytes > slab.byteSize() - start) {
            long next = Math.clamp(mapped, FIRST, LARGEST);
            if (bytes > next / 2) {
                return system.huge(roundUp(bytes, Pages.HUGE), arena).asSlice(0, bytes);
            }
            slab = mapped == 0 ? system.ordinary(next, arena) : system.huge(next, arena);
            mapped += next;
            start = 0;
        }
        used = start + bytes;
        return slab.asSlice(start, bytes);
    }

    private static long roundUp(long value, long multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}
