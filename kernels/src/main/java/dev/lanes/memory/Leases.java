package dev.lanes.memory;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/// Counts leases, on stripes, so that threads which take them at the same time do not wait for each
/// other's cache line.
///
/// Each stripe is one word: the number of its leases times two, plus one when closed. Closing marks
/// every stripe. All operations on a word are atomic read-modify-writes with volatile semantics, so
/// those of one stripe have one order, which every thread sees. In that order:
///
/// 1. A lease is granted only by a compare-and-set that finds no mark. So after the mark the number
///    only falls.
/// 2. A marked stripe is drained when it has no lease. By 1 it reaches that state once and stays
///    there: by the mark, when there was no lease, or else by the return of the last one. Whoever
///    takes that step takes 1 from `undrained`, so this happens once a stripe, however often and by
///    however many threads the leases are closed.
/// 3. Whoever brings `undrained` to 0 may free the memory: one thread, once. All stripes are
///    drained then, so there is no lease and by 1 there never will be. The reads under a lease
///    happen before its return, which precedes the draining of its stripe, which precedes the step
///    to 0: they happen before the memory is freed.
///
/// While the stripes are being marked, some refuse and some still grant. What is granted then is a
/// lease like any other, since its stripe is not drained. When [#close] returns, all refuse.
final class Leases {
    /// No stripe.
    static final int REFUSED = -1;

    private static final long CLOSED = 1;
    private static final long ONE_LEASE = 2;

    private final AtomicLongArray words = Stripes.words();

    private final AtomicInteger undrained = new AtomicInteger(Stripes.COUNT);

    /// Grants a lease.
    ///
    /// @return the stripe that it is to be returned to, or REFUSED when closed
    int acquire() {
        int stripe = Stripes.mine();
        int word = Stripes.word(stripe);
        while (true) {
            long current = words.get(word);
            if ((current & CLOSED) != 0) {
                return REFUSED;
            }
            if (words.compareAndSet(word, current, current + ONE_LEASE)) {
                return stripe;
            }
        }
    }

    /// Takes a lease back.
    ///
    /// @return whether this was the last one, so that the caller must free the memory
    boolean release(int stripe) {
        return words.addAndGet(Stripes.word(stripe), -ONE_LEASE) == CLOSED && drained();
    }

    /// Refuses leases from now on. Closing twice does nothing.
    ///
    /// @return whether there was no lease, so that the caller must free the memory
    boolean close() {
        boolean last = false;
        for (int stripe = 0; stripe < Stripes.COUNT; stripe++) {
            if (mark(Stripes.word(stripe)) == 0) {
                last |= drained();
            }
        }
        return last;
    }

    /// Marks a stripe.
    ///
    /// @return what its word was before
    private long mark(int word) {
        while (true) {
            long current = words.get(word);
            if (words.compareAndSet(word, current, current | CLOSED)) {
                return current;
            }
        }
    }

    private boolean drained() {
        return undrained.decrementAndGet() == 0;
    }
}
