package dev.lanes.hnsw;

import dev.lanes.kernels.VectorMatrix;
import dev.lanes.memory.OffHeap;

/// The parts of a graph: rows, nodes, links by level, and where a search enters.
final class Graph {
    /// The node at which a search starts.
    record Entry(int ordinal, int level) {}

    /// The entry of a graph that has no node.
    static final Entry EMPTY = new Entry(-1, -1);

    private final HnswSettings settings;
    private final VectorMatrix matrix;
    private final Nodes nodes;
    private final LinkLists ground;
    private final LinkLists upper;
    private volatile int upperLists;
    private volatile Entry entry = EMPTY;

    Graph(
            HnswSettings settings,
            VectorMatrix matrix,
            Nodes nodes,
            LinkLists ground,
            LinkLists upper) {
        this.settings = settings;
        this.matrix = matrix;
        this.nodes = nodes;
        this.ground = ground;
        this.upper = upper;
    }

    static Graph create(HnswSettings settings, VectorMatrix matrix, OffHeap memory) {
        return new Graph(
                settings,
                matrix,
                Nodes.create(memory),
                LinkLists.create(memory, groundDegree(settings)),
                LinkLists.create(memory, settings.m()));
    }

    /// Level 0 has twice as many links as the others (M_max0 in the paper).
    static int groundDegree(HnswSettings settings) {
        return 2 * settings.m();
    }

    HnswSettings settings() {
        return settings;
    }

    VectorMatrix matrix() {
        return matrix;
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

    int upperLists() {
        return upperLists;
    }

    Entry entry() {
        return entry;
    }

    /// What a file says of the graph that lies in it.
    void restore(Entry entry, int upperLists) {
        this.upperLists = upperLists;
        this.entry = entry;
    }

    /// Publishes a node as the new entry.
    void enterAt(Entry entry) {
        this.entry = entry;
    }

    /// The most links that a node may have on a level.
    int degree(int level) {
        return lists(level).degree();
    }

    LinkLists lists(int level) {
        return level == 0 ? ground : upper;
    }

    /// The number of a node's list among [#lists] of the level.
    int list(int ordinal, int level) {
        return level == 0 ? ordinal : nodes.upperSlot(ordinal) + level - 1;
    }

    /// Makes a node without links for the next row. It does not count until [#addRow].
    ///
    /// @return the ordinal that the row will have
    int makeNode(long id, int level) {
        int ordinal = matrix.size();
        nodes.put(ordinal, id, upperLists, level);
        ground.create(ordinal);
        for (int i = 0; i < level; i++) {
            upper.create(upperLists + i);
        }
        return ordinal;
    }

    /// Adds the row for which a node was made. Whoever counts rows from now on finds its node.
    void addRow(float[] vector, int level) {
        int slot = upperLists;
        matrix.add(vector);
        upperLists = slot + level;
    }

    /// Copies a node's links on a level. In a damaged file that nobody verified, a list may lie
    /// outside of the file; it counts as empty.
    int links(int ordinal, int level, int[] links) {
        int list = list(ordinal, level);
        if (level > 0 && (list < 0 || list >= upperLists)) {
            return 0;
        }
        return lists(level).copyAcquire(list, links);
    }
}
