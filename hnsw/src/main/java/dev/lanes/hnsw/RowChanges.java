package dev.lanes.hnsw;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/// The ordinals whose rows came or went last, by which a set of rows is brought up to date. One
/// thread at a time notes them, any number reads.
final class RowChanges {
    private static final int KEPT = 1 << 12;

    private final AtomicIntegerArray ordinals = new AtomicIntegerArray(KEPT);
    private final AtomicLong count = new AtomicLong();

    /// Notes a row, after its live bit was changed.
    void note(int ordinal) {
        ordinals.set((int) (count.get() % KEPT), ordinal);
        count.getAndIncrement();
    }

    /// How many were noted so far.
    long count() {
        return count.get();
    }

    /// Whether those from a count on are likely to be kept a while.
    boolean isKept(long from) {
        return count.get() - from < KEPT / 2;
    }

    /// Gives the ordinals that were noted from one count to another.
    ///
    /// @return false when some of them are not kept any more; those given may be wrong then
    boolean forEach(long from, long to, IntConsumer consumer) {
        if (to - from >= KEPT) {
            return false;
        }
        for (long i = from; i < to; i++) {
            consumer.accept(ordinals.get((int) (i % KEPT)));
        }
        // The place of a count is written before the count is.
        return count.get() - from < KEPT;
    }
}
