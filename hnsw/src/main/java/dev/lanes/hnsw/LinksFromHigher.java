package dev.lanes.hnsw;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// How many live higher nodes link to each node on level 0. A node of which that is the only one
/// may not be dropped from its list (docs/decisions/0012). Safe for many threads, but for
/// [#reserve].
final class LinksFromHigher {
    private static final int SHIFT = 14;
    private static final int MASK = (1 << SHIFT) - 1;

    /// Twice the count of each node, plus one when the node is settled.
    private volatile AtomicIntegerArray[] chunks = new AtomicIntegerArray[0];

    /// The bytes of the counts of so many nodes.
    static long bytes(int nodes) {
        return ((nodes + (long) MASK) & ~MASK) * Integer.BYTES;
    }

    /// Makes room for a node. One thread at a time.
    void reserve(int node) {
        int needed = (node >>> SHIFT) + 1;
        if (chunks.length < needed) {
            var grown = Arrays.copyOf(chunks, needed);
            for (int i = chunks.length; i < needed; i++) {
                grown[i] = new AtomicIntegerArray(1 << SHIFT);
            }
            chunks = grown;
        }
    }

    int count(int node) {
        return chunks[node >>> SHIFT].get(node & MASK) >> 1;
    }

    void add(int node) {
        chunks[node >>> SHIFT].getAndAdd(node & MASK, 2);
    }

    /// Takes one away.
    ///
    /// @return how many are left
    int remove(int node) {
        return chunks[node >>> SHIFT].addAndGet(node & MASK, -2) >> 1;
    }

    /// Takes one away unless it is the only one.
    ///
    /// @return whether it was not
    boolean removeUnlessLast(int node) {
        var counts = chunks[node >>> SHIFT];
        while (true) {
            int count = counts.get(node & MASK);
            if (count >> 1 <= 1) {
                return false;
            }
            if (counts.compareAndSet(node & MASK, count, count - 2)) {
                return true;
            }
        }
    }

    /// Whether the links *of* a node count.
    boolean isSettled(int node) {
        return (chunks[node >>> SHIFT].get(node & MASK) & 1) != 0;
    }

    /// From now on the links of a node count. Once a node.
    void settle(int node) {
        chunks[node >>> SHIFT].getAndAdd(node & MASK, 1);
    }

    /// Forgets what was counted of a node that is gone.
    void reset(int node) {
        chunks[node >>> SHIFT].set(node & MASK, 0);
    }
}
