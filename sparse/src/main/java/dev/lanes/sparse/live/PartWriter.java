package dev.lanes.sparse.live;

import dev.lanes.memory.OffHeap;
import dev.lanes.memory.OrdinalMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Changes an index while searches go on: rows are added to fresh ones, which are sealed when they
/// are many; a thread of its own does that, and makes one segment of several. One thread at a time
/// changes rows; sealing and merging hold it up for the moment in which a segment takes its place.
///
/// @param <R> what a row is before it is stored
/// @param <S> sealed parts
/// @param <F> fresh parts
public final class PartWriter<R, S extends SealedPart, F extends FreshPart<R>>
        implements AutoCloseable {
    /// How many fresh parts may wait to be sealed before whoever adds waits, too.
    private static final int MOST_FRESH = 4;

    /// A row that died while its part was being rewritten.
    private record Death(LivePart part, long id) {}

    private final String owner;
    private final Generations<S, F> generations;
    private final Sealing<S, F> sealing;
    private final MergePolicy policy;
    private final ThreadFactory threads;
    private final Object state = new Object();
    private final List<Death> deaths = new ArrayList<>();

    /// Whether a thread is on its way to seal rows that are searched.
    private final AtomicBoolean settling = new AtomicBoolean();

    /// Whether somebody seals or merges. Written under `state`.
    private volatile boolean isBusy;

    /// How many wait to do it alone; nobody else begins then.
    private int waiting;

    /// Whether sealing or merging failed, which is not tried again before there are more parts.
    private volatile boolean hasFailed;

    /// Whether the last merge was for nothing: as many parts came out as went in.
    private boolean isStuck;

    private Optional<Throwable> failure = Optional.empty();
    private volatile boolean closed;

    /// A writer.
    ///
    /// @param owner whose rows they are, as it should be named in an error
    /// @param generations of which it changes what is there now
    public PartWriter(
            String owner,
            Generations<S, F> generations,
            Sealing<S, F> sealing,
            MergePolicy policy) {
        this(owner, generations, sealing, policy, Thread.ofPlatform().daemon().factory());
    }

    /// With threads of somebody else.
    PartWriter(
            String owner,
            Generations<S, F> generations,
            Sealing<S, F> sealing,
            MergePolicy policy,
            ThreadFactory threads) {
        this.threads = threads;
        this.owner = owner;
        this.generations = generations;
        this.sealing = sealing;
        this.policy = policy;
    }

    /// Adds a row or, if that is wanted, replaces one.
    ///
    /// @return whether it replaced one
    public boolean put(long id, R row, OldRow old) {
        synchronized (state) {
            requireOpen();
            makeRoom();
            var home = generations.now().find(id);
            if (home.isPresent() && old == OldRow.REFUSED) {
                throw new IllegalArgumentException(
                        "id must not be in the index yet but %d is".formatted(id));
            }
            var newest = generations.now().newest();
            newest.append(id, row);
            if (home.isPresent()) {
                generations.swap(() -> {
                    kill(home.get(), id);
                    newest.publish();
                });
            } else {
                newest.publish();
            }
            return home.isPresent();
        }
    }

    /// What becomes of a row that has the id already.
    public enum OldRow {
        /// It stays, and the new one is refused.
        REFUSED,
        /// It goes when the new one comes.
        REPLACED
    }

    /// Deletes a row.
    ///
    /// @return whether there was one
    public boolean delete(long id) {
        synchronized (state) {
            requireOpen();
            var home = generations.now().find(id);
            home.ifPresent(place -> kill(place, id));
            startWork();
            return home.isPresent();
        }
    }

    private void kill(Generation.Place place, long id) {
        place.part().kill(place.row());
        if (isBusy) {
            deaths.add(new Death(place.part(), id));
        }
    }

    /// What is to be known of the parts while nobody changes rows.
    public <T> T atRest(Function<Generation<S, F>, T> reading) {
        synchronized (state) {
            return reading.apply(generations.now());
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(owner + " is closed");
        }
    }

    /// Sees to it that there is room for one more fresh row. Under `state`.
    private void makeRoom() {
        while (generations.now().newest().isFull()
                && (isBusy || waiting > 0)
                && generations.now().fresh().size() >= MOST_FRESH) {
            await();
        }
        requireOpen();
        if (!generations.now().newest().isFull()) {
            return;
        }
        if (generations.now().fresh().size() >= MOST_FRESH) {
            throwFailure();
        }
        roll();
        startWork();
    }

    private void roll() {
        generations.set(generations.now().rolled(sealing.fresh()));
        hasFailed = false;
    }

    /// Waits until something ends. Under `state`. An interruption is kept for later.
    private void await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    state.wait();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Tells once what the thread that seals and merges could not do.
    ///
    /// @throws IllegalStateException when there is something to tell
    public void throwFailure() {
        synchronized (state) {
            if (failure.isPresent()) {
                var cause = failure.get();
                failure = Optional.empty();
                throw new IllegalStateException("rows could not be sealed: " + cause, cause);
            }
        }
    }

    /// Has a thread seal and merge what is due. Under `state`.
    private void startWork() {
        if (!isBusy && isDue()) {
            isBusy = true;
            try {
                start("lanes-merge", this::work);
            } catch (RuntimeException | Error e) {
                isBusy = false;
                fail(e);
            }
        }
    }

    private void start(String name, Runnable task) {
        var thread = threads.newThread(task);
        thread.setName(name);
        thread.start();
    }

    /// Under `state`.
    private void fail(Throwable cause) {
        if (!closed) {
            hasFailed = true;
            failure = Optional.of(cause);
        }
    }

    /// Whether there is something to seal, or to merge with the hope of fewer parts.
    private boolean isDue() {
        var now = generations.now();
        return !closed
                && waiting == 0
                && !hasFailed
                && (now.fresh().size() > 1 || (!isStuck && policy.next(now).isPresent()));
    }

    private void work() {
        try {
            while (true) {
                synchronized (state) {
                    if (!isDue()) {
                        return;
                    }
                }
                rewrite(now -> policy.next(now).orElse(nothing()));
            }
        } catch (RuntimeException | Error e) {
            synchronized (state) {
                fail(e);
            }
        } finally {
            endWork();
        }
    }

    private void endWork() {
        synchronized (state) {
            isBusy = false;
            deaths.clear();
            startWork();
            state.notifyAll();
        }
    }

    private static <S extends SealedPart, F extends FreshPart<?>> Generation<S, F> nothing() {
        return new Generation<>(List.of(), List.of());
    }

    /// Seals some parts as few. Whoever calls it is the one who works.
    private void rewrite(Function<Generation<S, F>, Generation<S, F>> choice) {
        Generation<S, F> parts;
        boolean isWhole;
        synchronized (state) {
            parts = choice.apply(generations.now());
            isWhole = parts.parts().allMatch(part -> part.size() == part.liveCount());
            deaths.clear();
        }
        var made = sealing.seal(parts, this::requireOpen);
        synchronized (state) {
            var before = generations.now();
            Generation<S, F> after;
            List<OffHeap> freed;
            try {
                for (var death : deaths) {
                    if (parts.has(death.part)) {
                        made.forEach(part -> killIfThere(part, death.id));
                    }
                }
                after = before.replaced(parts, made);
                var kept = after.memories();
                freed = before.memories().stream().filter(old -> !kept.contains(old)).toList();
            } catch (RuntimeException | Error e) {
                made.forEach(part -> part.memory().close());
                throw e;
            }
            // A search that goes over the old parts would not see who dies in the new one.
            generations.swap(() -> generations.set(after));
            freed.forEach(OffHeap::close);
            isStuck = isWhole && parts.fresh().isEmpty() && made.size() >= parts.sealed().size();
            state.notifyAll();
        }
    }

    /// A row may have died before it was copied.
    private static void killIfThere(LivePart part, long id) {
        int row = part.row(id);
        if (row != OrdinalMap.ABSENT) {
            part.kill(row);
        }
    }

    /// Seals the fresh rows soon, since they are searched and would be found faster then. Does not
    /// wait.
    public void settle() {
        if (!isBusy && !hasFailed && !settling.getAndSet(true)) {
            try {
                start("lanes-settle", this::settleNow);
            } catch (RuntimeException | Error e) {
                settling.set(false);
                throw e;
            }
        }
    }

    private void settleNow() {
        synchronized (state) {
            settling.set(false);
            if (!closed) {
                // What waits already is sealed first.
                if (generations.now().fresh().size() == 1) {
                    roll();
                }
                startWork();
            }
        }
    }

    /// Makes as few sealed parts of all rows as there may be.
    ///
    /// @throws IllegalStateException when closed, or as [#throwFailure] does, after the work
    public void compact() {
        alone(() -> {
            if (!generations.now().isCompact()) {
                rewrite(now -> {
                    roll();
                    return now;
                });
            }
        });
        throwFailure();
    }

    /// All rows in sealed parts, at one moment, as they were copied then.
    ///
    /// @param copies of what changes
    /// @param leases keep the memory of the rest
    public record Snapshot<T>(List<T> copies, Generation.Leases leases) implements AutoCloseable {
        public Snapshot {
            copies = List.copyOf(copies);
        }

        @Override
        public void close() {
            leases.close();
        }
    }

    /// Seals what is fresh and copies what changes. Who changes rows waits for the last rows to be
    /// sealed.
    ///
    /// @param most how many sealed parts there may be; if there are more, all but two become one
    /// @param copy of a part
    public <T> Snapshot<T> snapshot(int most, Function<S, T> copy) {
        var taken = new ArrayList<Snapshot<T>>(1);
        alone(() -> {
            var sealed = generations.now().sealed();
            if (sealed.size() >= most) {
                rewrite(_ -> new Generation<>(sealed.subList(2, sealed.size()), List.of()));
            }
            synchronized (state) {
                rewrite(before -> {
                    roll();
                    return new Generation<>(List.of(), before.fresh());
                });
                var now = generations.now();
                taken.add(new Snapshot<>(now.sealed().stream().map(copy).toList(), now.lease()));
            }
        });
        return taken.getFirst();
    }

    /// Refuses changes and waits until nobody seals or merges.
    @Override
    public void close() {
        synchronized (state) {
            closed = true;
            while (isBusy) {
                await();
            }
        }
    }

    /// Does something while nobody else seals or merges.
    private void alone(Runnable change) {
        synchronized (state) {
            waiting++;
            try {
                while (isBusy) {
                    await();
                }
                requireOpen();
                isBusy = true;
            } finally {
                waiting--;
                state.notifyAll();
            }
        }
        try {
            change.run();
        } finally {
            endWork();
        }
    }
}
