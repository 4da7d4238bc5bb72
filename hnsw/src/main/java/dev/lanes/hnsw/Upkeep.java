package dev.lanes.hnsw;

import dev.lanes.memory.GracePeriods;
import dev.lanes.memory.OffHeap;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What changes leave to be done: nodes to be taken out, sweeps, memory to be given back. Each
/// change does some of it, so that nobody waits for all.
///
/// For one thread at a time, while no node is linked; but [#depart], [#departLater] and [#isDue]
/// are for all.
final class Upkeep {
    /// A replaced form of the rows, which searches may still read.
    private record Retired(OffHeap memory, long stamp) {}

    private final Graph graph;
    private final Repair repair;
    private final GracePeriods grace;

    /// Guards the grace periods' clock.
    private final Object state;

    /// Nodes that are not live any more, or whose linking failed when others may have linked them,
    /// and of which repair knows nothing yet.
    private final Queue<Integer> departed = new ConcurrentLinkedQueue<>();

    private final ArrayDeque<Retired> retired = new ArrayDeque<>();
    private volatile boolean due;

    Upkeep(Graph graph, Repair repair, GracePeriods grace, Object state) {
        this.graph = graph;
        this.repair = repair;
        this.grace = grace;
        this.state = state;
    }

    /// Counts what is not in a file, for a graph that comes from one.
    void restore() {
        repair.restore();
        due = repair.isDue();
    }

    /// Whether there is something to be done beside the changes that callers ask for.
    boolean isDue() {
        return due;
    }

    /// Takes note of a node that is not live any more. The caller takes it out next.
    void depart(int node) {
        departed.add(node);
    }

    /// Takes note of a node that somebody takes out some time.
    void departLater(int node) {
        departed.add(node);
        due = true;
    }

    boolean hasDeparted() {
        return !departed.isEmpty();
    }

    /// Takes note of memory that searches may still read.
    void retire(Optional<OffHeap> memory) {
        memory.ifPresent(old -> retired.add(new Retired(old, now())));
        due |= !retired.isEmpty();
    }

    private long now() {
        synchronized (state) {
            return grace.now();
        }
    }

    /// Repairs what can not wait around nodes that are not live any more. What may fail, because
    /// there is no memory, comes first; then the next change tries again.
    void takeOut(Linker linker) {
        for (var node = departed.peek(); node != null; node = departed.peek()) {
            repair.reserve();
            departed.poll();
            graph.kill(node);
            repair.died(node, linker);
        }
        due |= repair.isDue();
    }

    /// Does a step of what is due.
    void goOn(Linker linker) {
        takeOut(linker);
        if (repair.isDue()) {
            repair.sweep(linker);
        }
        giveBack();
    }

    /// Does all of it.
    void finish(Linker linker) {
        takeOut(linker);
        repair.sweepAll(linker);
        giveBack();
    }

    /// Gives back what no search holds any more.
    private void giveBack() {
        repair.bury();
        synchronized (state) {
            while (!retired.isEmpty() && grace.passed(retired.peek().stamp)) {
                retired.poll().memory.close();
            }
        }
        due = repair.isDue() || repair.isBurying() || !retired.isEmpty();
    }

    void close() {
        retired.forEach(old -> old.memory.close());
        retired.clear();
    }
}
