package dev.lanes.hnsw;

import java.util.function.IntPredicate;

/// Keeps level 0 connected by two rules on the links of live nodes, of which each has an age that
/// the others do not share:
///
/// 1. every node but the oldest has a link *from* an older live node;
/// 2. every node but the oldest has a link *to* an older node.
///
/// By the first, the oldest node reaches every live node; by the second, every node reaches it. So
/// each live node is reached from wherever a search starts, whatever the heuristic prunes and
/// whatever is deleted (docs/decisions/0012).
final class GroundRules {
    private final Graph graph;
    private final OlderLinks fromOlder = new OlderLinks();
    private volatile int oldest = -1;

    GroundRules(Graph graph) {
        this.graph = graph;
    }

    /// Makes room for a node. One thread at a time.
    void reserve(int node) {
        fromOlder.reserve(node);
    }

    /// Forgets the links to a node that is gone.
    void forget(int node) {
        fromOlder.reset(node);
    }

    /// The node that needs no older one, or -1 when there is none. It is live, or was when the last
    /// change began.
    int oldest() {
        return oldest;
    }

    void setOldest(int node) {
        oldest = node;
    }

    void linked(int from, int to) {
        if (graph.isOlder(from, to)) {
            fromOlder.add(to);
        }
    }

    /// A link is gone for which rule 1 does not hold any more, since the node that it leads from is
    /// gone, too.
    ///
    /// @return whether it was the last one from an older node
    boolean unlinked(int from, int to) {
        return graph.isOlder(from, to) && fromOlder.remove(to) == 0;
    }

    boolean hasLinkFromOlder(int node) {
        return fromOlder.count(node) > 0;
    }

    int linksFromOlder(int node) {
        return fromOlder.count(node);
    }

    /// Which links of a node the rules keep: those that are the only ones from an older node to
    /// their target, and the one to the closest older node.
    ///
    /// @param node the node whose links are chosen anew
    /// @param candidates its links and perhaps a new one, best first, all live
    /// @param added the new one, which the rules do not keep: it is no link yet
    IntPredicate kept(int node, Candidates candidates, int added) {
        int older = closestOlder(node, candidates);
        return to ->
                to == older || (to != added && fromOlder.count(to) == 1 && graph.isOlder(node, to));
    }

    /// The best older one among candidates, or -1.
    int closestOlder(int node, Candidates candidates) {
        for (int i = 0; i < candidates.size(); i++) {
            if (graph.isOlder(candidates.ordinal(i), node)) {
                return candidates.ordinal(i);
            }
        }
        return -1;
    }

    /// Lets some links of a node go, if the rules allow it now: another thread may have dropped the
    /// other link to the same node meanwhile.
    ///
    /// @param dropped links that the node has
    /// @param count how many of them
    /// @return whether all may go; else none is counted as gone
    boolean release(int node, int[] dropped, int count) {
        for (int i = 0; i < count; i++) {
            if (graph.isOlder(node, dropped[i]) && !fromOlder.removeUnlessLast(dropped[i])) {
                while (--i >= 0) {
                    linked(node, dropped[i]);
                }
                return false;
            }
        }
        return true;
    }
}
