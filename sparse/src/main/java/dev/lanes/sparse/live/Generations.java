package dev.lanes.sparse.live;

import java.util.Optional;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;

/// The parts of an index as they are now, for any number of readers while one thread at a time puts
/// others into their place.
public final class Generations<S extends SealedPart, F extends FreshPart<?>> {
    /// So often a search is made again before it holds up replacements.
    private static final int ATTEMPTS = 3;

    private final StampedLock swaps = new StampedLock();
    private volatile Generation<S, F> now;

    /// Begins with some parts.
    public Generations(Generation<S, F> first) {
        now = first;
    }

    /// The parts as they are now, which may be given back at any time.
    public Generation<S, F> now() {
        return now;
    }

    void set(Generation<S, F> next) {
        now = next;
    }

    /// Makes a change of which readers see all or nothing.
    void swap(Runnable change) {
        long stamp = swaps.writeLock();
        try {
            change.run();
        } finally {
            swaps.unlockWrite(stamp);
        }
    }

    /// Reads while no row is replaced: whoever does may meet both rows of one id, or none. It reads
    /// again when that went wrong, and waits only after some times.
    public <T> T read(Function<Generation<S, F>, T> reading) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long stamp = swaps.tryOptimisticRead();
            if (stamp != 0) {
                var read = readOnce(reading);
                if (read.isPresent() && swaps.validate(stamp)) {
                    return read.get();
                }
            }
        }
        long stamp = swaps.readLock();
        try {
            while (true) {
                var read = readOnce(reading);
                if (read.isPresent()) {
                    return read.get();
                }
            }
        } finally {
            swaps.unlockRead(stamp);
        }
    }

    /// Nothing, when parts were replaced and their memory does not take another reader any more.
    private <T> Optional<T> readOnce(Function<Generation<S, F>, T> reading) {
        var generation = now;
        try (var _ = generation.lease()) {
            return Optional.of(reading.apply(generation));
        } catch (IllegalStateException e) {
            if (generation.equals(now)) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
