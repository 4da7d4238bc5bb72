package dev.lanes.memory;

import java.util.concurrent.atomic.AtomicLongArray;

/// Places for counters that many threads change at the same time: each in cache lines of its own,
/// and for each thread one that it shares with few.
final class Stripes {
    /// A power of two, several for each processor.
    static final int COUNT =
            Integer.highestOneBit(Math.min(16, Runtime.getRuntime().availableProcessors())) * 4;

    /// Longs from stripe to stripe: two cache lines, as processors fetch them in pairs.
    private static final int PADDING = 16;

    private static final int HASH_SHIFT = 32 - Integer.numberOfTrailingZeros(COUNT);

    private Stripes() {}

    /// Zeros for all stripes. The length of the array, which everybody reads, lies before the first
    /// stripe's line, and so does word 0.
    static AtomicLongArray words() {
        return new AtomicLongArray((COUNT + 2) * PADDING);
    }

    /// The calling thread's stripe. Threads have consecutive numbers, which this multiplier spreads
    /// over all stripes.
    static int mine() {
        return ((int) Thread.currentThread().threadId() * 0x9E3779B9) >>> HASH_SHIFT;
    }

    /// The first word of a stripe; the next ones lie in the same cache line.
    static int word(int stripe) {
        return (stripe + 1) * PADDING;
    }
}
