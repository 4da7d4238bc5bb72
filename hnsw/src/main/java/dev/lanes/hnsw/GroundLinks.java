package dev.lanes.hnsw;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// Keeps level 0 connected by two rules on which links may be dropped:
///
/// 1. every node but the first keeps a link *from* an older node (one with a smaller ordinal);
/// 2. every node but the first keeps a link *to* an older node.
///
/// By the first, node 0 reaches every node; by the second, every node reaches node 0. So each node
/// reaches each other one, whatever the heuristic prunes (docs/decisions/0003).
final class GroundLinks {
    /// How many older nodes link to a node.
    private int[] fromOlder = new int[64];

    /// Makes room for a new node.
    void reserve(int node) {
        if (node >= fromOlder.length) {
            fromOlder = Arrays.copyOf(fromOlder, 2 * fromOlder.length);
        }
    }

    void linked(int from, int to) {
        if (from < to) {
            fromOlder[to]++;
        }
    }

    void unlinked(int from, int to) {
        if (from < to) {
            fromOlder[to]--;
        }
    }

    boolean hasLinkFromOlder(int node) {
        return fromOlder[node] > 0;
    }

    /// Which links of a node the rules keep: those that are the only ones from an older node to
    /// their target, and the one to the closest older node.
    ///
    /// @param node the node whose links are chosen anew
    /// @param candidates its links and a new one, best first
    /// @param added the new one, which the rules do not keep: it is no link yet
    IntPredicate kept(int node, Candidates candidates, int added) {
        int older = closestOlder(node, candidates);
        return to -> to == older || (node < to && to != added && fromOlder[to] == 1);
    }

    private static int closestOlder(int node, Candidates candidates) {
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.ordinal(i) < node) {
                return candidates.ordinal(i);
            }
        }
        return -1;
    }
}
