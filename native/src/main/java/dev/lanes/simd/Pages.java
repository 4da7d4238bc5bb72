package dev.lanes.simd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;

/// Memory straight from the system, which the JVM's own allocator neither gives in huge pages nor
/// leaves untouched. Having one of these is the proof that the library is loaded.
///
/// All of it is zero, aligned to [#HUGE], and becomes resident page by page when it is first
/// touched. The JVM does not count it (`-XX:MaxDirectMemorySize`). Thread-safe.
public final class Pages {
    /// The bytes of a huge page: what its memory is aligned to and comes in multiples of.
    public static final long HUGE = 2L << 20;

    private static final Pages PAGES = new Pages();
    private static final Unmap UNMAP = new Unmap();

    /// No lambda, whose bootstrap takes 3 ms of a fresh JVM.
    private static final class Unmap implements Consumer<MemorySegment> {
        @Override
        public void accept(MemorySegment memory) {
            Border.unmap(memory.address(), memory.byteSize());
        }
    }

    private Pages() {}

    /// Loads the library when nobody has.
    ///
    /// @return the system's memory, unless the library is not there or `lanes.native.pages` forbids
    /// @throws IllegalStateException when that property is neither `huge` nor `small`
    public static Optional<Pages> load() {
        return Settings.hugePages() && NativeLibrary.isThere()
                ? Optional.of(PAGES)
                : Optional.empty();
    }

    /// Memory in the system's ordinary pages, of which a few kilobytes become resident at a time.
    ///
    /// @param bytes how many, a multiple of [#HUGE]
    /// @param arena closing it gives the memory back
    /// @return zeroed memory
    /// @throws OutOfMemoryError when the system refuses
    public MemorySegment ordinary(long bytes, Arena arena) {
        if (bytes < 1 || bytes % HUGE != 0) {
            throw new IllegalArgumentException(
                    "bytes must be a multiple of %d but were %d".formatted(HUGE, bytes));
        }
        long address = Border.map(bytes);
        if (address < 0) {
            throw new OutOfMemoryError(
                    "the system refused %d bytes: error %d".formatted(bytes, -address));
        }
        return MemorySegment.ofAddress(address).reinterpret(bytes, arena, UNMAP);
    }

    /// Memory in huge pages, as far as the system has them to give: each becomes resident as a
    /// whole.
    ///
    /// @param bytes how many, a multiple of [#HUGE]
    /// @param arena closing it gives the memory back
    /// @return zeroed memory
    /// @throws OutOfMemoryError when the system refuses
    public MemorySegment huge(long bytes, Arena arena) {
        var memory = ordinary(bytes, arena);
        Border.adviseHuge(memory.address(), bytes);
        return memory;
    }
}
