package dev.lanes.hnsw;

import java.util.Arrays;

/// The nodes that are higher than one: at first those that are reached through nodes that are
/// higher than it themselves, from the highest on, which costs little when few are higher; then the
/// others. For one thread.
final class HigherNodes {
    private final Graph graph;
    private final int than;
    private final VisitedMarks seen = new VisitedMarks();
    private final int[] links;
    private int[] found = new int[16];
    private int end;

    /// Those before it were given out.
    private int at;

    /// Where to look for others.
    private int scanned;

    HigherNodes(Graph graph, int than, int highest) {
        this.graph = graph;
        this.than = than;
        this.links = new int[graph.degree(0)];
        seen.reset(graph.size());
        add(highest);
    }

    private void add(int node) {
        if (graph.outranks(node, than) && !graph.isDead(node) && seen.mark(node)) {
            found = end < found.length ? found : Arrays.copyOf(found, 2 * end);
            found[end++] = node;
        }
    }

    /// One more of them.
    ///
    /// @return its ordinal, or -1 when there is none
    int next() {
        var live = graph.live();
        while (at == end && scanned < Math.min(graph.size(), live.length())) {
            int node = live.next(scanned);
            scanned = node + 1;
            if (node < live.length()) {
                add(node);
            }
        }
        if (at == end) {
            return -1;
        }
        int node = found[at++];
        int count = graph.links(node, 0, links);
        for (int i = 0; i < count; i++) {
            add(links[i]);
        }
        return node;
    }

    /// All that were given out.
    int[] all() {
        return Arrays.copyOf(found, at);
    }
}
