package dev.lanes.hnsw;

/// A lock for each node, shared by some: whoever changes a node's lists holds it, and no other.
final class NodeLocks {
    private static final int LOCKS = 1 << 10;

    private final Object[] locks = new Object[LOCKS];

    NodeLocks() {
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    Object of(int node) {
        return locks[node & (LOCKS - 1)];
    }
}
