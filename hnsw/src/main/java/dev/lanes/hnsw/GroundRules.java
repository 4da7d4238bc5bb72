package dev.lanes.hnsw;

import java.util.function.IntPredicate;

/// Keeps level 0 connected by two rules on the links of live nodes, of which each has its place in
/// one order:
///
/// 1. every node but the highest has a link *from* a higher live node;
/// 2. every node but the highest has a link *to* a higher node.
///
/// By the first, the highest node reaches every live node; by the second, every node reaches it. So
/// each live node is reached from wherever a search starts, whatever the heuristic prunes and
/// whatever is deleted. The order has nothing to do with who came first, so that nodes leaving in
/// any order leave the others as well linked as before (docs/decisions/0012).
///
/// The links of a new node count when others lead to it, not before: until then nobody may rely on
/// them.
final class GroundRules {
    private final Graph graph;
    private final LinksFromHigher fromHigher = new LinksFromHigher();
    private volatile int highest = -1;

    GroundRules(Graph graph) {
        this.graph = graph;
    }

    /// Makes room for a node. One thread at a time.
    void reserve(int node) {
        fromHigher.reserve(node);
    }

    /// Forgets the links to a node that is gone.
    void forget(int node) {
        fromHigher.reset(node);
    }

    /// The node that needs no higher one, or -1 when there is none. It is live, or was when the
    /// last change began.
    int highest() {
        return highest;
    }

    /// Makes a node that outranks all others the one that needs no higher one. Its rank becomes 0,
    /// so that no node that comes later outranks it.
    void setHighest(int node) {
        highest = node;
        if (node >= 0) {
            graph.nodes().setRank(node, 0);
        }
    }

    /// From now on its links count.
    void settle(int node) {
        fromHigher.settle(node);
    }

    private boolean counts(int from, int to) {
        return fromHigher.isSettled(from) && graph.outranks(from, to);
    }

    void linked(int from, int to) {
        if (counts(from, to)) {
            fromHigher.add(to);
        }
    }

    /// A link is gone for which rule 1 does not hold any more, since the node that it leads from is
    /// gone, too.
    ///
    /// @return whether it was the last one from a higher node
    boolean unlinked(int from, int to) {
        return counts(from, to) && fromHigher.remove(to) == 0;
    }

    boolean hasLinkFromHigher(int node) {
        return fromHigher.count(node) > 0;
    }

    int linksFromHigher(int node) {
        return fromHigher.count(node);
    }

    /// Which links of a node the rules keep: those that are the only ones from a higher node to
    /// their target, and the one to the closest higher node.
    ///
    /// @param node the node whose links are chosen anew
    /// @param candidates its links and perhaps a new one, best first, all live
    /// @param added the new one, which the rules do not keep: it is no link yet
    IntPredicate kept(int node, Candidates candidates, int added) {
        int higher = closestHigher(node, candidates);
        return to -> to == higher || (to != added && fromHigher.count(to) == 1 && counts(node, to));
    }

    /// The best higher one among candidates, or -1.
    int closestHigher(int node, Candidates candidates) {
        for (int i = 0; i < candidates.size(); i++) {
            if (graph.outranks(candidates.ordinal(i), node)) {
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
            if (counts(node, dropped[i]) && !fromHigher.removeUnlessLast(dropped[i])) {
                while (--i >= 0) {
                    linked(node, dropped[i]);
                }
                return false;
            }
        }
        return true;
    }
}
