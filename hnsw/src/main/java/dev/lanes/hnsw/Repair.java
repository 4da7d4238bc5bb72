package dev.lanes.hnsw;

import java.util.Arrays;

/// Takes dead nodes out of a graph: a sweep goes through all nodes, a few at a time, and replaces
/// links to dead nodes by live ones from the neighbourhoods of the dead. When it has seen all
/// nodes, no link leads to those that were dead when it began. A search that met one before may
/// still go on from there; when it has ended, their place is free.
///
/// Wolverine and FreshDiskANN (arXiv:2105.09613, Algorithm 4) repair in the same way. One thread at
/// a time, while no node is linked; searches go on meanwhile.
final class Repair {
    /// A sweep costs as much for one dead node as for many, and dead nodes cost every search: it
    /// begins when one in so many nodes is dead.
    private static final int ONE_DEAD_OF = 10;

    private static final int FEWEST = 32;

    private final Graph graph;
    private final GroundRules rules;
    private final Slots slots;
    private final VisitedMarks seen = new VisitedMarks();
    private final int[] links;
    private final int[] further;
    private int[] others = new int[64];

    /// Dead nodes for which no sweep has begun.
    private int[] dead = new int[16];

    private int deadEnd;

    /// Those of the sweep that is under way.
    private int[] swept = new int[0];

    /// Where the sweep goes on, and where it ends.
    private int next;

    private int end;

    Repair(Graph graph, GroundRules rules, Slots slots) {
        this.graph = graph;
        this.rules = rules;
        this.slots = slots;
        this.links = new int[graph.degree(0)];
        this.further = new int[graph.degree(0)];
    }

    /// Makes room for one more dead node.
    void reserve() {
        if (deadEnd == dead.length) {
            dead = Arrays.copyOf(dead, 2 * dead.length);
        }
    }

    /// Counts what is not in a file: the links from higher nodes, and the nodes that are dead.
    void restore() {
        for (int node = 0; node < graph.size(); node++) {
            if (graph.live().get(node)) {
                rules.settle(node);
                int count = graph.links(node, 0, links);
                for (int i = 0; i < count; i++) {
                    rules.linked(node, links[i]);
                }
            } else {
                reserve();
                graph.kill(node);
                dead[deadEnd++] = node;
            }
        }
        rules.setHighest(graph.liveCount() == 0 ? -1 : findHighest());
    }

    /// Takes note of a node that was just killed, and finds others for those that it led to.
    ///
    /// @param linker finds them
    void died(int node, Linker linker) {
        dead[deadEnd++] = node;
        if (graph.liveCount() == 0) {
            graph.enterAt(Graph.EMPTY);
            return;
        }
        if (node == rules.highest()) {
            rules.setHighest(secondHighest(node));
        }
        if (node == graph.entry().ordinal()) {
            graph.enterAt(findEntry());
        }
        int count = graph.links(node, 0, links);
        for (int i = 0; i < count; i++) {
            int link = links[i];
            if (!graph.isDead(link) && rules.unlinked(node, link) && link != rules.highest()) {
                linker.adopt(link);
            }
        }
    }

    /// By rule 1, the highest node has a link to the second highest.
    private int secondHighest(int node) {
        int count = graph.links(node, 0, links);
        int found = -1;
        for (int i = 0; i < count; i++) {
            if (!graph.isDead(links[i]) && (found < 0 || graph.outranks(links[i], found))) {
                found = links[i];
            }
        }
        return found < 0 ? findHighest() : found;
    }

    private int findHighest() {
        var live = graph.live();
        int found = live.next(0);
        for (int node = found; node < live.length(); node = live.next(node + 1)) {
            if (graph.outranks(node, found)) {
                found = node;
            }
        }
        return found;
    }

    private Graph.Entry findEntry() {
        var live = graph.live();
        int found = live.next(0);
        for (int node = found; node < live.length(); node = live.next(node + 1)) {
            if (graph.nodes().level(node) > graph.nodes().level(found)) {
                found = node;
            }
        }
        return new Graph.Entry(found, graph.nodes().level(found));
    }

    /// Whether a sweep is under way or should begin.
    boolean isDue() {
        return next < end || deadEnd >= Math.max(FEWEST, graph.liveCount() / ONE_DEAD_OF);
    }

    /// How many nodes a step should look at, so that a sweep ends before half as many nodes have
    /// died as it began with.
    private int step() {
        return Math.max(16, 2 * (end - 1) / Math.max(1, swept.length) + 1);
    }

    /// Goes on with the sweep, or begins one: a step that keeps pace with those who delete.
    void sweep(Linker linker) {
        if (next == end) {
            begin();
        }
        sweep(step(), linker);
    }

    private void sweep(int count, Linker linker) {
        int to = Math.min(end, next + count);
        while (next < to) {
            repair(next++, linker);
        }
        if (next == end) {
            letGo();
        }
    }

    /// Sweeps until no node is dead.
    void sweepAll(Linker linker) {
        while (next < end || deadEnd > 0) {
            if (next == end) {
                begin();
            }
            sweep(end - next, linker);
        }
    }

    private void begin() {
        swept = Arrays.copyOf(dead, deadEnd);
        deadEnd = 0;
        next = 0;
        end = graph.size();
    }

    private void repair(int node, Linker linker) {
        int levels = graph.ground().isEmpty(node) ? -1 : graph.nodes().level(node);
        for (int level = 0; level <= levels; level++) {
            int count = graph.links(node, level, links);
            if (hasDead(count)) {
                int found = collect(node, level, count);
                linker.replaceDead(node, level, others, found);
                if (level == 0 && graph.liveCount() > 0) {
                    leadOn(node, linker);
                }
            }
        }
    }

    /// Rule 2 of [GroundRules]. From a dead node, any live one will do.
    private void leadOn(int node, Linker linker) {
        if (graph.isDead(node)) {
            if (graph.ground().isEmpty(node)) {
                linker.lead(node, rules.highest());
            }
        } else if (node != rules.highest() && !hasHigher(node)) {
            linker.leadToHigher(node);
        }
    }

    private boolean hasDead(int count) {
        for (int i = 0; i < count; i++) {
            if (graph.isDead(links[i])) {
                return true;
            }
        }
        return false;
    }

    /// Collects the live links of a node's dead links.
    private int collect(int node, int level, int count) {
        seen.reset(graph.size());
        seen.mark(node);
        for (int i = 0; i < count; i++) {
            seen.mark(links[i]);
        }
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (graph.isDead(links[i])) {
                int more = graph.links(links[i], level, further);
                for (int j = 0; j < more; j++) {
                    if (graph.live().get(further[j]) && seen.mark(further[j])) {
                        if (found == others.length) {
                            others = Arrays.copyOf(others, 2 * found);
                        }
                        others[found++] = further[j];
                    }
                }
            }
        }
        return found;
    }

    private boolean hasHigher(int node) {
        int count = graph.links(node, 0, links);
        for (int i = 0; i < count; i++) {
            if (graph.outranks(links[i], node)) {
                return true;
            }
        }
        return false;
    }

    private void letGo() {
        for (int node : swept) {
            slots.free(node, graph.nodes().upperSlot(node), graph.nodes().level(node));
        }
        swept = new int[0];
    }

    /// Whether there are nodes to which no link leads, and that searches may still hold.
    boolean isBurying() {
        return slots.isWaiting();
    }

    /// Frees the places of nodes that no search holds any more.
    void bury() {
        slots.reuse(node -> {
            graph.clearNode(node);
            rules.forget(node);
            graph.bury(node);
        });
    }
}
