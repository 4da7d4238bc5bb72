package dev.lanes.hnsw;

import dev.lanes.memory.GracePeriods;
import dev.lanes.memory.OrdinalMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;

/// Changes a graph while searches go on: adds, replaces and deletes rows by id.
///
/// Rows are linked side by side by as many threads as there are; they hold `gate` for reading. What
/// takes nodes out of the graph, or gives rows another form, holds it for writing: microseconds,
/// but for learning. Who gets which ordinal is decided under `state`. An id is changed by one
/// thread at a time, which holds its lock. Locks are taken in this order: of the id, `gate`, of a
/// node, `state`.
final class GraphWriter {
    private static final int ID_LOCKS = 256;

    /// How many linkers are kept that nobody uses.
    private static final int MOST_IDLE = 2 * Runtime.getRuntime().availableProcessors();

    /// A node that was given out.
    private record Place(int ordinal, int upperSlot, int level, int rank) {}

    private final Graph graph;
    private final OrdinalMap ordinals;
    private final Slots slots;
    private final GroundRules rules;
    private final Upkeep upkeep;
    private final NodeLocks locks = new NodeLocks();
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private final Object state = new Object();
    private final Object[] idLocks = new Object[ID_LOCKS];
    private final Queue<Linker> idleLinkers = new ArrayBlockingQueue<>(MOST_IDLE);
    private boolean closed;

    /// How many rows were ever added: what levels are drawn from.
    private int drawn;

    GraphWriter(Graph graph, OrdinalMap ordinals, GracePeriods grace) {
        this.graph = graph;
        this.ordinals = ordinals;
        this.slots = new Slots(grace, graph.size(), graph.upperLists());
        this.rules = new GroundRules(graph);
        this.upkeep = new Upkeep(graph, new Repair(graph, rules, slots), grace, state);
        for (int i = 0; i < ID_LOCKS; i++) {
            idLocks[i] = new Object();
        }
        restore();
    }

    /// Counts what is not in a file, for a graph that comes from one.
    private void restore() {
        int size = graph.size();
        drawn = size;
        if (size > 0) {
            rules.reserve(size - 1);
            upkeep.restore();
        }
    }

    private Object idLock(long id) {
        return idLocks[(int) ((id * 0x9E3779B97F4A7C15L) >>> 56)];
    }

    /// The ordinal of an id, live or on its way, or ABSENT.
    private int ordinal(long id) {
        synchronized (state) {
            return ordinals.get(id);
        }
    }

    /// The ordinal of an id that is live, or ABSENT.
    int liveOrdinal(long id) {
        synchronized (state) {
            int ordinal = ordinals.get(id);
            return ordinal != OrdinalMap.ABSENT && graph.live().get(ordinal)
                    ? ordinal
                    : OrdinalMap.ABSENT;
        }
    }

    /// Adds a row.
    void add(long id, float[] vector) {
        graph.store().format().check(vector);
        synchronized (idLock(id)) {
            if (ordinal(id) != OrdinalMap.ABSENT) {
                throw new IllegalArgumentException(
                        "id must not be in the index yet but %d is".formatted(id));
            }
            insert(id, vector, OrdinalMap.ABSENT);
        }
        maintain();
    }

    /// Adds a row or replaces the one that has the id.
    ///
    /// @return whether it replaced one
    boolean upsert(long id, float[] vector) {
        graph.store().format().check(vector);
        int old;
        synchronized (idLock(id)) {
            old = ordinal(id);
            if (old == OrdinalMap.ABSENT) {
                insert(id, vector, old);
            } else {
                replace(id, vector, old);
            }
        }
        maintain();
        return old != OrdinalMap.ABSENT;
    }

    /// The new row takes the place of the old one at one moment.
    private void replace(long id, float[] vector, int old) {
        graph.beginReplacement();
        try {
            insert(id, vector, old);
        } finally {
            graph.endReplacement();
        }
        exclusively(this::takeOut);
    }

    /// Deletes a row.
    ///
    /// @return whether there was one
    boolean delete(long id) {
        synchronized (idLock(id)) {
            int old = ordinal(id);
            if (old == OrdinalMap.ABSENT) {
                return false;
            }
            exclusively(() -> {
                requireOpen();
                upkeep.depart(old);
                synchronized (state) {
                    ordinals.remove(id);
                    graph.hide(old);
                }
                takeOut();
            });
        }
        maintain();
        return true;
    }

    /// Runs something while nobody links.
    void exclusively(Runnable change) {
        gate.writeLock().lock();
        try {
            change.run();
        } finally {
            gate.writeLock().unlock();
        }
    }

    private void takeOut() {
        if (upkeep.hasDeparted()) {
            withLinker(upkeep::takeOut);
        }
    }

    /// After [#close] there is nobody who would give memory back.
    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("HNSW index is closed");
        }
    }

    /// Lends a linker, which is dropped when that fails.
    private void withLinker(Consumer<Linker> work) {
        var linker = linker();
        work.accept(linker);
        idleLinkers.offer(linker);
    }

    private Linker linker() {
        var linker = idleLinkers.poll();
        while (linker != null && !linker.rows().equals(graph.rows())) {
            linker = idleLinkers.poll();
        }
        return linker == null ? new Linker(graph, rules, locks) : linker;
    }

    /// Links a row and brings it to life.
    ///
    /// @param old the ordinal that the id has now, or ABSENT
    private void insert(long id, float[] vector, int old) {
        learnIfDue();
        linking(() -> insertHere(id, vector, old));
    }

    /// Adds the next one of the rows that the graph's store has had from the beginning: the one of
    /// the ordinal that is given out.
    ///
    /// @param ids of those rows, by ordinal
    void addStored(IntToLongFunction ids) {
        linking(() -> {
            Place place;
            long id;
            synchronized (state) {
                place = freePlace();
                id = ids.applyAsLong(place.ordinal);
                if (ordinals.get(id) != OrdinalMap.ABSENT) {
                    throw new IllegalArgumentException(
                            "row %d must have another id than row %d but has %d"
                                    .formatted(place.ordinal, ordinals.get(id), id));
                }
                giveOut(place, id);
                ordinals.put(id, place.ordinal);
            }
            link(id, place, graph.rows().best().row(place.ordinal), OrdinalMap.ABSENT);
            bringToLife(place, id, OrdinalMap.ABSENT);
        });
    }

    /// Adds a row while others may, too.
    private void linking(Runnable insertion) {
        boolean inserted = false;
        while (!inserted) {
            // The first row of a graph is added alone.
            boolean alone = graph.liveCount() == 0;
            var lock = alone ? gate.writeLock() : gate.readLock();
            lock.lock();
            try {
                requireOpen();
                inserted = alone || graph.liveCount() > 0;
                if (inserted) {
                    insertion.run();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void insertHere(long id, float[] vector, int old) {
        var place = reserve(id, vector, old);
        link(id, place, vector, old);
        bringToLife(place, id, old);
    }

    private void bringToLife(Place place, long id, int old) {
        synchronized (state) {
            if (old == OrdinalMap.ABSENT) {
                graph.revive(place.ordinal);
            } else {
                upkeep.depart(old);
                ordinals.replace(id, place.ordinal);
                graph.swap(place.ordinal, old);
            }
            if (place.level > graph.entry().level()) {
                graph.enterAt(new Graph.Entry(place.ordinal, place.level));
            }
        }
    }

    /// Finds a place for a row and puts it there. What may fail, because there is no memory, comes
    /// before anything is given out; then the graph is what it was.
    private Place reserve(long id, float[] vector, int old) {
        synchronized (state) {
            var place = freePlace();
            graph.rows().put(place.ordinal, vector);
            giveOut(place, id);
            if (old == OrdinalMap.ABSENT) {
                ordinals.put(id, place.ordinal);
            }
            return place;
        }
    }

    /// A place for which there is room, and which is free until it is given out. Under `state`.
    private Place freePlace() {
        int ordinal = slots.ordinal();
        int level = Levels.draw(graph.settings(), drawn);
        int upperSlot = slots.upperSlot(level);
        graph.reserve(ordinal, upperSlot + level);
        rules.reserve(ordinal);
        ordinals.reserve();
        return new Place(ordinal, upperSlot, level, Levels.rank(graph.settings(), drawn, level));
    }

    private void giveOut(Place place, long id) {
        slots.take(place.level);
        drawn++;
        graph.makeNode(place.ordinal, id, place.upperSlot, place.level);
    }

    private void link(long id, Place place, float[] vector, int old) {
        boolean published = false;
        try {
            if (graph.liveCount() == 0) {
                rules.settle(place.ordinal);
                rules.setHighest(place.ordinal);
                graph.enterAt(new Graph.Entry(place.ordinal, place.level));
                return;
            }
            graph.nodes().setRank(place.ordinal, place.rank);
            var linker = linker();
            var chosen = linker.choose(place.ordinal, place.level, vector);
            published = true;
            linker.publish(place.ordinal, chosen);
            idleLinkers.offer(linker);
        } catch (RuntimeException | Error e) {
            undo(id, place, old, published);
            throw e;
        }
    }

    private void undo(long id, Place place, int old, boolean published) {
        synchronized (state) {
            if (old == OrdinalMap.ABSENT) {
                ordinals.remove(id);
            }
            if (published) {
                graph.countDead();
                upkeep.departLater(place.ordinal);
            } else {
                graph.clearNode(place.ordinal);
                slots.freeUnseen(place.ordinal, place.upperSlot, place.level);
            }
        }
    }

    private void learnIfDue() {
        if (graph.store().isDue(graph.liveCount())) {
            exclusively(() -> {
                requireOpen();
                if (graph.store().isDue(graph.liveCount())) {
                    upkeep.retire(graph.store().learn(graph.live(), graph.size()));
                }
            });
        }
    }

    /// Whether there was never a row.
    boolean isEmpty() {
        return graph.size() == 0;
    }

    /// Learns from rows to come, when there is none yet.
    void learn(List<float[]> sample) {
        sample.forEach(graph.store().format()::check);
        exclusively(() -> {
            requireOpen();
            if (graph.size() == 0) {
                upkeep.retire(graph.store().learn(sample));
            }
        });
    }

    /// Does some of what deletions left to be done.
    private void maintain() {
        if (upkeep.isDue()) {
            exclusively(() -> {
                if (!closed) {
                    withLinker(upkeep::goOn);
                }
            });
        }
    }

    /// Copies what changes, at one moment.
    Snapshot snapshot() {
        gate.writeLock().lock();
        try {
            takeOut();
            return Snapshot.copy(graph);
        } finally {
            gate.writeLock().unlock();
        }
    }

    /// Repairs all that deletions left.
    void compact() {
        exclusively(() -> {
            requireOpen();
            withLinker(upkeep::finish);
        });
    }

    /// Gives back what lies outside of the index's own memory.
    void close() {
        exclusively(() -> {
            closed = true;
            upkeep.close();
            graph.store().close();
        });
    }
}
