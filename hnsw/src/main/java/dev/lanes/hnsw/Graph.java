package dev.lanes.hnsw;

import dev.lanes.kernels.GraphWalk;
import dev.lanes.kernels.LinkWalk;
import dev.lanes.kernels.Scorer;
import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.StampedLock;

/// The parts of a graph: rows, nodes, links by level, which nodes are live, and where a search
/// enters.
///
/// A node is live when its row is in the index. A dead one leads the way for some time after its
/// row was deleted, until no link leads to it. What is written here is written by one thread at a
/// time; readers may come at any time.
final class Graph implements LinkSource {
    /// The node at which a search starts.
    record Entry(int ordinal, int level) {}

    /// The entry of a graph that has no node.
    static final Entry EMPTY = new Entry(-1, -1);

    private static final int FEW_NODES = 1 << 12;
    private static final int ROOM_FOR_NEW = 64;

    private final HnswSettings settings;
    private final RowStore store;
    private final Nodes nodes;
    private final LinkLists ground;
    private final LinkLists upper;
    private final OffHeap memory;
    private volatile Bits live;

    /// Nodes that lead the way only. Changed while nobody links.
    private final BitSet dead = new BitSet();

    private final AtomicInteger liveCount = new AtomicInteger();
    private final AtomicInteger deadCount = new AtomicInteger();
    private volatile int upperLists;
    private volatile int size;
    private volatile Entry entry = EMPTY;

    /// Rows that are being replaced: the new one may be linked already.
    private final AtomicInteger replacing = new AtomicInteger();

    /// Counts replacements, at their beginning.
    private final AtomicInteger replacements = new AtomicInteger();

    /// Written when a new row takes the place of an old one: whoever read in between saw one of
    /// them, and not both or none.
    private final StampedLock swaps = new StampedLock();

    private final RowChanges changes = new RowChanges();

    Graph(HnswSettings settings, RowStore store, Lists lists, Bits live, OffHeap memory) {
        this.settings = settings;
        this.store = store;
        this.nodes = lists.nodes();
        this.ground = lists.ground();
        this.upper = lists.upper();
        this.live = live;
        this.memory = memory;
    }

    /// What is kept of nodes beside their rows.
    record Lists(Nodes nodes, LinkLists ground, LinkLists upper) {}

    static Graph create(HnswSettings settings, RowStore store, OffHeap memory) {
        var lists =
                new Lists(
                        Nodes.create(memory),
                        LinkLists.create(memory, groundDegree(settings)),
                        LinkLists.create(memory, settings.m()));
        return new Graph(settings, store, lists, Bits.over(memory.allocate(8), 0), memory);
    }

    /// The bytes that so many nodes take beside their rows, added one by one.
    ///
    /// @param upperLists how many lists they have above level 0
    static long bytes(HnswSettings settings, int nodes, int upperLists) {
        long bytes = Long.BYTES;
        // The marks of the live are replaced by more of them, and freed with the rest.
        for (int length = 0; length < nodes; ) {
            length = moreLive(length);
            bytes += Bits.bytes(length);
        }
        return bytes
                + Records.bytes(NodeLayout.BYTES, nodes)
                + Records.bytes(LinkLists.bytes(groundDegree(settings)), nodes)
                + Records.bytes(LinkLists.bytes(settings.m()), upperLists);
    }

    private static int moreLive(int length) {
        return Math.max(FEW_NODES, Math.multiplyExact(2, length));
    }

    /// Level 0 has twice as many links as the others (M_max0 in the paper).
    static int groundDegree(HnswSettings settings) {
        return 2 * settings.m();
    }

    HnswSettings settings() {
        return settings;
    }

    RowStore store() {
        return store;
    }

    StoredRows rows() {
        return store.rows();
    }

    Nodes nodes() {
        return nodes;
    }

    LinkLists ground() {
        return ground;
    }

    LinkLists upper() {
        return upper;
    }

    /// A walk for the queries of a scorer of these nodes' rows.
    GraphWalk walk(Scorer scorer) {
        var links =
                new LinkWalk.Links(
                        ground.records(), upper.records(), nodes.records(), NodeLayout.UPPER_SLOT);
        return LinkWalk.of(scorer, links)
                .<GraphWalk>map(walk -> walk)
                .orElseGet(() -> new JavaWalk(this, scorer));
    }

    /// How many candidates a beam needs for so many results: nodes that are not live take places in
    /// it too, and all of them may be closer to a query than the first live one. In steps, so that
    /// a beam seldom grows.
    int capacity(int ef) {
        if (acceptsAll()) {
            return ef;
        }
        long dead = Long.highestOneBit(2L * deadCount.get());
        return (int) Math.min(Integer.MAX_VALUE - 1, ef + ROOM_FOR_NEW + dead);
    }

    /// Whether all nodes that a search may meet are results, or about to be acknowledged as such.
    boolean acceptsAll() {
        return deadCount.get() == 0 && replacing.get() == 0;
    }

    int upperLists() {
        return upperLists;
    }

    /// Ordinals are below this.
    int size() {
        return size;
    }

    Entry entry() {
        return entry;
    }

    /// A bit for each live node. It has at least as many as there were nodes when it was asked for.
    Bits live() {
        return live;
    }

    int liveCount() {
        return liveCount.get();
    }

    /// How many nodes are not live and may be met on the way.
    int deadCount() {
        return deadCount.get();
    }

    /// What a file says of the graph that lies in it.
    void restore(Entry entry, int upperLists, int size) {
        this.upperLists = upperLists;
        this.size = size;
        int rows = live.count();
        liveCount.set(rows);
        deadCount.set(size - rows);
        this.entry = entry;
    }

    /// Publishes a node as the entry.
    void enterAt(Entry entry) {
        this.entry = entry;
    }

    /// The most links that a node may have on a level.
    @Override
    public int degree(int level) {
        return lists(level).degree();
    }

    LinkLists lists(int level) {
        return level == 0 ? ground : upper;
    }

    /// The number of a node's list among [#lists] of the level.
    int list(int ordinal, int level) {
        return level == 0 ? ordinal : nodes.upperSlot(ordinal) + level - 1;
    }

    /// Makes room for a node.
    ///
    /// @param ordinal of the node
    /// @param upperEnd lists above level 0 that there must be
    void reserve(int ordinal, int upperEnd) {
        nodes.reserve(ordinal + 1);
        ground.reserve(ordinal + 1);
        upper.reserve(upperEnd);
        store.rows().reserve(ordinal + 1);
        if (ordinal >= live.length()) {
            int length = moreLive(live.length());
            var words = memory.allocate(Bits.bytes(length));
            words.copyFrom(live.words().asSlice(0, Bits.bytes(live.length())));
            live = Bits.over(words, length);
        }
    }

    /// Makes a node without links, for which there is room and whose row is put. Whoever counts
    /// nodes from now on counts this one.
    void makeNode(int ordinal, long id, int upperSlot, int level) {
        nodes.put(ordinal, id, upperSlot, level);
        ground.clearRelease(ordinal);
        for (int i = 0; i < level; i++) {
            upper.clearRelease(upperSlot + i);
        }
        upperLists = Math.max(upperLists, upperSlot + level);
        size = Math.max(size, ordinal + 1);
        store.rows().count(size);
    }

    /// A node that nobody sees: its upper lists belong to others from now on.
    void clearNode(int ordinal) {
        ground.clearRelease(ordinal);
        nodes.put(ordinal, nodes.id(ordinal), 0, 0);
    }

    /// Brings a node to life.
    void revive(int ordinal) {
        live.set(ordinal);
        liveCount.getAndIncrement();
        changes.note(ordinal);
    }

    /// Counts a node that leads the way only. Before it is seen to be dead: a search that finds
    /// none does not look for them.
    void countDead() {
        deadCount.getAndIncrement();
    }

    /// Takes the life of a node whose row is gone. It leads the way from now on.
    void hide(int ordinal) {
        countDead();
        live.clear(ordinal);
        liveCount.getAndDecrement();
        changes.note(ordinal);
    }

    /// Brings a node to life and takes the life of another one at the same moment.
    void swap(int ordinal, int old) {
        long stamp = swaps.writeLock();
        try {
            revive(ordinal);
            hide(old);
        } finally {
            swaps.unlockWrite(stamp);
        }
    }

    StampedLock swaps() {
        return swaps;
    }

    /// No new link leads to a node that is not live, from now on.
    void kill(int ordinal) {
        dead.set(ordinal);
    }

    boolean isDead(int ordinal) {
        return dead.get(ordinal);
    }

    /// A node that nobody sees any more.
    void bury(int ordinal) {
        dead.clear(ordinal);
        deadCount.getAndDecrement();
    }

    void beginReplacement() {
        replacing.getAndIncrement();
        replacements.getAndIncrement();
    }

    void endReplacement() {
        replacing.getAndDecrement();
    }

    /// Changes whenever a replacement begins.
    int replacements() {
        return replacements.get();
    }

    /// Which rows came or went last.
    RowChanges changes() {
        return changes;
    }

    /// Whether a node is above another one in the order of [GroundRules].
    boolean outranks(int node, int than) {
        int difference = Integer.compare(nodes.rank(node), nodes.rank(than));
        return difference == 0 ? node < than : difference < 0;
    }

    /// Copies a node's links on a level. In a damaged file that nobody verified, a list may lie
    /// outside of the file; it counts as empty.
    @Override
    public int links(int ordinal, int level, int[] links) {
        int list = list(ordinal, level);
        if (level > 0 && (list < 0 || list >= upperLists)) {
            return 0;
        }
        return lists(level).copyAcquire(list, links);
    }
}
