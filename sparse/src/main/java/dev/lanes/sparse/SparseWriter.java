package dev.lanes.sparse;

import dev.lanes.kernels.Kernels;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.OrdinalMap;
import dev.lanes.vector.SparseVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Changes an index while searches go on: rows are added to fresh ones, which are sealed when they
/// are many; a thread of its own does that, and makes one segment of several. One thread at a time
/// changes rows; sealing and merging hold it up for the moment in which a segment takes its place.
final class SparseWriter implements AutoCloseable {
    /// Rows that are searched without being sealed, and postings of theirs.
    static final int FRESH_ROWS = 8192;

    private static final int FRESH_POSTINGS = 1 << 20;

    /// How many fresh parts may wait to be sealed before whoever adds waits, too.
    private static final int MOST_FRESH = 4;

    /// A row that died while its part was being rewritten.
    private record Death(Part part, long id) {}

    private final OffHeap memory;
    private final SparseSettings settings;
    private final Kernels kernels;
    private final Generations generations;
    private final int freshRows;
    private final Object state = new Object();
    private final List<Death> deaths = new ArrayList<>();

    /// Whether somebody seals or merges.
    private boolean isBusy;

    private Optional<Throwable> failure = Optional.empty();
    private volatile boolean closed;

    /// A writer.
    ///
    /// @param freshRows how many rows are searched without being sealed
    SparseWriter(
            OffHeap memory,
            SparseSettings settings,
            Kernels kernels,
            Generations generations,
            int freshRows) {
        this.freshRows = freshRows;
        this.memory = memory;
        this.settings = settings;
        this.kernels = kernels;
        this.generations = generations;
    }

    static FreshRows fresh(SparseSettings settings) {
        return new FreshRows(settings);
    }

    /// Adds a row or, if that is wanted, replaces one.
    ///
    /// @return whether it replaced one
    boolean put(long id, SparseVector vector, OldRow old) {
        synchronized (state) {
            requireOpen();
            makeRoom();
            var home = home(id);
            if (home.isPresent() && old == OldRow.REFUSED) {
                throw new IllegalArgumentException(
                        "id must not be in the index yet but %d is".formatted(id));
            }
            var newest = generations.now().newest();
            newest.append(id, vector);
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
    enum OldRow {
        REFUSED,
        REPLACED
    }

    /// Deletes a row.
    ///
    /// @return whether there was one
    boolean delete(long id) {
        synchronized (state) {
            requireOpen();
            var home = home(id);
            home.ifPresent(part -> kill(part, id));
            startWork();
            return home.isPresent();
        }
    }

    private void kill(Part part, long id) {
        part.kill(part.row(id));
        if (isBusy) {
            deaths.add(new Death(part, id));
        }
    }

    private Optional<Part> home(long id) {
        return generations.now().find(id, (part, _) -> part);
    }

    /// What is to be known of the row with an id, if there is one.
    <T> Optional<T> find(long id, BiFunction<Part, Integer, T> known) {
        synchronized (state) {
            return generations.now().find(id, known);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("sparse index is closed");
        }
    }

    /// Sees to it that there is room for one more fresh row. Under `state`.
    private void makeRoom() {
        var newest = generations.now().newest();
        if (newest.size() < freshRows && newest.rows().postings() < FRESH_POSTINGS) {
            return;
        }
        while (isBusy && generations.now().fresh().size() >= MOST_FRESH) {
            await();
        }
        requireOpen();
        if (generations.now().fresh().size() >= MOST_FRESH) {
            throwFailure();
        }
        roll();
        startWork();
    }

    private void roll() {
        generations.set(generations.now().rolled(fresh(settings)));
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

    private void throwFailure() {
        if (failure.isPresent()) {
            var cause = failure.get();
            failure = Optional.empty();
            throw new IllegalStateException("rows could not be sealed: " + cause, cause);
        }
    }

    /// Has a thread seal and merge what is due. Under `state`.
    private void startWork() {
        if (!isBusy && MergePolicy.next(generations.now(), freshRows).isPresent()) {
            isBusy = true;
            Thread.ofPlatform().daemon().name("lanes-sparse-merge").start(this::work);
        }
    }

    private void work() {
        try {
            while (true) {
                synchronized (state) {
                    if (closed || MergePolicy.next(generations.now(), freshRows).isEmpty()) {
                        return;
                    }
                }
                rewrite(now -> MergePolicy.next(now, freshRows).orElse(List.of()));
            }
        } catch (RuntimeException | Error e) {
            synchronized (state) {
                failure = Optional.of(e);
            }
        } finally {
            endWork();
        }
    }

    private void endWork() {
        synchronized (state) {
            isBusy = false;
            deaths.clear();
            state.notifyAll();
        }
    }

    /// Makes one segment of some parts. Whoever calls it is the one who works.
    private void rewrite(Function<Generation, List<Part>> choice) {
        List<Part> parts;
        synchronized (state) {
            parts = choice.apply(generations.now());
            deaths.clear();
        }
        var made = seal(parts);
        synchronized (state) {
            for (var death : deaths) {
                if (parts.contains(death.part)) {
                    made.ifPresent(part -> killIfThere(part, death.id));
                }
            }
            var before = generations.now();
            var after = before.replaced(parts, made.map(List::of).orElse(List.of()));
            // A search that goes over the old parts would not see who dies in the new one.
            generations.swap(() -> generations.set(after));
            before.memories().stream()
                    .filter(old -> !after.memories().contains(old))
                    .forEach(OffHeap::close);
            state.notifyAll();
        }
    }

    /// A row may have died before it was copied.
    private static void killIfThere(Part part, long id) {
        int row = part.row(id);
        if (row != OrdinalMap.ABSENT) {
            part.kill(row);
        }
    }

    private Optional<SearchedSegment> seal(List<Part> parts) {
        var rows = new RowBuffer(settings.weights());
        for (var part : parts) {
            var reader = part.reader();
            part.forEachId(id -> {
                if (closed) {
                    throw new IllegalStateException("sparse index is closed");
                }
                int row = row(part, id);
                if (row != OrdinalMap.ABSENT) {
                    rows.add(id, reader.vector(row));
                }
            });
        }
        if (rows.size() == 0) {
            return Optional.empty();
        }
        var room = memory.part();
        try {
            var made = new SearchedSegment(SegmentBuilder.seal(rows, settings, room), kernels);
            made.fillOrdinals();
            return Optional.of(made);
        } catch (RuntimeException | Error e) {
            room.close();
            throw e;
        }
    }

    private int row(Part part, long id) {
        synchronized (state) {
            return part.row(id);
        }
    }

    /// Makes one segment of all rows.
    void compact() {
        alone(() ->
                rewrite(now -> {
                    roll();
                    return now.parts().toList();
                }));
    }

    /// All rows in segments, at one moment, with live bits of their own.
    ///
    /// @param segments the copies
    /// @param leases keep their memory
    record Snapshot(List<Segment> segments, Generation.Leases leases) implements AutoCloseable {
        @Override
        public void close() {
            leases.close();
        }
    }

    /// Seals what is fresh and copies what changes. Who changes rows waits for the last rows to be
    /// sealed.
    Snapshot snapshot() {
        var taken = new ArrayList<Snapshot>(1);
        alone(() -> {
            if (generations.now().sealed().size() > SparseFile.MOST_SEGMENTS / 2) {
                rewrite(now -> List.copyOf(now.sealed().subList(2, now.sealed().size())));
            }
            synchronized (state) {
                rewrite(before -> {
                    roll();
                    return List.copyOf(before.fresh());
                });
                var now = generations.now();
                var segments = now.sealed().stream().map(part -> part.segment().copy()).toList();
                taken.add(new Snapshot(segments, now.lease()));
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
            while (isBusy) {
                await();
            }
            requireOpen();
            isBusy = true;
        }
        try {
            change.run();
        } finally {
            endWork();
        }
    }
}
