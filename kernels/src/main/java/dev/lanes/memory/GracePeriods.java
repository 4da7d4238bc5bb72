package dev.lanes.memory;

import java.util.concurrent.atomic.AtomicLongArray;

/// Tells a writer when every reader that may still see something has gone, so that what was taken
/// out of reach can be used again: sleepable RCU. Readers never wait.
///
/// ```
/// reader                          writer, one at a time
/// int ticket = grace.enter();     take a row out of reach
/// try {                           long stamp = grace.now();
///     read                        …
/// } finally {                     if (grace.passed(stamp)) {
///     grace.exit(ticket);             use the row again
/// }                               }
/// ```
///
/// There is an epoch, a number that only the writer raises, and for each stripe two counters of
/// readers, one for even and one for odd epochs. A reader reads the epoch, adds itself to the
/// counter of its parity, and reads the epoch again; when that has moved it takes itself back and
/// tries once more. So it has an epoch v for which both reads gave v. The writer raises the epoch
/// from e to e + 1 only after it found all counters of the parity of e - 1 at 0. A stamp s is the
/// epoch when it was taken, and has passed when the epoch is s + 2.
///
/// **Why that is right.** Epoch and counters are volatile, so all operations on them have one
/// order, which agrees with the order in each thread. Take a stamp s that has passed, and a reader
/// of epoch v.
///
/// 1. If v > s, the reader read an epoch that the writer wrote after the stamp, thus after it took
///    the row out of reach: this happens before everything that the reader does, which so cannot
///    see the row, however it reads.
/// 2. If v ≤ s, the epoch has passed v + 2. The reader counted itself, then still read v. So it
///    counted itself before the writer wrote v + 1, and the writer looked at the counters of v's
///    parity after that, before it wrote v + 2. A counter is a sum of numbers that are 0 or 1 for
///    each reader, never negative, since a reader adds and takes away in the same place. The writer
///    found 0, so the reader had left, and all that it read happens before the row is used again.
///
/// In 2 it is the second read of the epoch that puts the counting before the writer's look. Without
/// it, a reader that was held up between the first read and the counting would go unseen while the
/// writer's store that takes the row out of reach still waits in the store buffer of its processor.
///
/// Two parities suffice because readers of v - 2 and before are gone when the epoch becomes v. They
/// also keep a stamp from waiting forever: once the epoch moved on from it, new readers count on
/// the other side.
///
/// Thread-safe for readers. Calls of [#now] and [#passed] must exclude each other, for instance by
/// the lock under which the writer writes.
public final class GracePeriods {
    /// Where the epoch is: beside the array's length, which everybody reads and nobody writes.
    private static final int EPOCH = 0;

    private static final int EPOCHS_TO_PASS = 2;

    private final AtomicLongArray words = Stripes.words();

    /// Grace periods of one writer and its readers, of which there are none yet.
    public GracePeriods() {}

    /// A reader comes. It does not wait and allocates nothing. A thread may enter more than once.
    ///
    /// @return what to give to [#exit]
    public int enter() {
        int stripe = Stripes.word(Stripes.mine());
        while (true) {
            long epoch = words.get(EPOCH);
            int ticket = stripe + parity(epoch);
            words.getAndIncrement(ticket);
            if (words.get(EPOCH) == epoch) {
                return ticket;
            }
            words.getAndDecrement(ticket);
        }
    }

    /// A reader goes, on any thread.
    ///
    /// @param ticket what [#enter] returned, to be given back once; a second time would let the
    ///   writer overlook another reader
    public void exit(int ticket) {
        words.getAndDecrement(ticket);
    }

    /// The present, for the writer, after it took something out of reach.
    ///
    /// @return a stamp for [#passed]; stamps never descend
    public long now() {
        return words.get(EPOCH);
    }

    /// Whether all readers that came before a stamp was taken have gone. Those that came after it
    /// but before the first call of this method that found the readers of the epoch before gone
    /// must have gone too; later ones do not matter. Does not wait, but goes as far as it can;
    /// somebody has to call it again when it says no.
    ///
    /// @param stamp what [#now] returned
    /// @return whether what was out of reach before the stamp can be used again; once true, always
    ///   true
    /// @throws IllegalArgumentException when the stamp is none that was taken
    public boolean passed(long stamp) {
        long epoch = words.get(EPOCH);
        if (stamp < 0 || stamp > epoch) {
            throw new IllegalArgumentException(
                    "stamp must be in 0..%d but was %d".formatted(epoch, stamp));
        }
        while (epoch < stamp + EPOCHS_TO_PASS) {
            if (hasReaders(parity(epoch - 1))) {
                return false;
            }
            epoch++;
            words.set(EPOCH, epoch);
        }
        return true;
    }

    private boolean hasReaders(int parity) {
        for (int stripe = 0; stripe < Stripes.COUNT; stripe++) {
            if (words.get(Stripes.word(stripe) + parity) != 0) {
                return true;
            }
        }
        return false;
    }

    private static int parity(long epoch) {
        return (int) (epoch & 1);
    }
}
