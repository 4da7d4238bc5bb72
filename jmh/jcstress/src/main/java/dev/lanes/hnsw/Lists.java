package dev.lanes.hnsw;

import dev.lanes.memory.OffHeap;
import java.util.concurrent.atomic.AtomicInteger;

/// Lists of links and nodes for so many races at a time that none meets what another one uses.
final class Lists {
    static final int DEGREE = 4;
    private static final int COUNT = 1 << 20;
    private static final OffHeap MEMORY = OffHeap.forOwner("test");
    static final LinkLists LINKS = LinkLists.create(MEMORY, DEGREE);
    static final Nodes NODES = Nodes.create(MEMORY);
    private static final AtomicInteger GIVEN = new AtomicInteger();

    static {
        LINKS.reserve(COUNT);
        NODES.reserve(COUNT);
    }

    private Lists() {}

    /// The number of a list without links, and of a node with the id 0.
    static int next() {
        int number = GIVEN.getAndIncrement() & (COUNT - 1);
        LINKS.clearRelease(number);
        NODES.put(number, 0, 0, 0);
        return number;
    }
}
