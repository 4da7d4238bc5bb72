package dev.lanes.hnsw;

import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;

/// The id, the rank, the level and the place of the upper links of each node. A node is written
/// before the first link to it is published, and not changed after that until nobody sees it any
/// more.
final class Nodes {
    private final Records records;

    Nodes(Records records) {
        this.records = records;
    }

    static Nodes create(OffHeap memory) {
        return new Nodes(Records.growing(memory, NodeLayout.BYTES));
    }

    Records records() {
        return records;
    }

    /// Makes room for nodes with ordinals below this.
    void reserve(int count) {
        records.reserve(count);
    }

    void put(int ordinal, long id, int upperSlot, int level) {
        var node = records.segment(ordinal);
        long at = records.offset(ordinal);
        node.set(NodeLayout.LONG, at + NodeLayout.ID, id);
        node.set(NodeLayout.INT, at + NodeLayout.UPPER_SLOT, upperSlot);
        node.set(NodeLayout.INT, at + NodeLayout.LEVEL, level);
    }

    /// Gives a node its place in the order of [GroundRules], before the first link to it.
    void setRank(int ordinal, int rank) {
        records.segment(ordinal)
                .set(NodeLayout.INT, records.offset(ordinal) + NodeLayout.RANK, rank);
    }

    int rank(int ordinal) {
        return field(ordinal, NodeLayout.RANK);
    }

    long id(int ordinal) {
        return records.segment(ordinal)
                .get(NodeLayout.LONG, records.offset(ordinal) + NodeLayout.ID);
    }

    int upperSlot(int ordinal) {
        return field(ordinal, NodeLayout.UPPER_SLOT);
    }

    int level(int ordinal) {
        return field(ordinal, NodeLayout.LEVEL);
    }

    private int field(int ordinal, int at) {
        return records.segment(ordinal).get(NodeLayout.INT, records.offset(ordinal) + at);
    }
}
