package dev.lanes.hnsw;

import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.memory.SectionFile;
import dev.lanes.memory.SectionFileWriter;
import java.io.IOException;

/// The id, the level and the place of the upper links of each node. A node is written before the
/// first link to it is published, and not changed after that.
final class Nodes {
    private static final String SECTION = "nodes";

    private final Records records;

    private Nodes(Records records) {
        this.records = records;
    }

    static Nodes create(OffHeap memory) {
        return new Nodes(Records.growing(memory, NodeLayout.BYTES));
    }

    static Nodes open(SectionFile file, int size, OffHeap memory) throws CorruptFileException {
        var section = file.section(SECTION, (long) size * NodeLayout.BYTES);
        return new Nodes(Records.over(memory, section, NodeLayout.BYTES));
    }

    void writeTo(SectionFileWriter file, int size) throws IOException {
        file.section(SECTION, records.pieces(size));
    }

    void put(int ordinal, long id, int upperSlot, int level) {
        records.reserve(ordinal + 1);
        var node = records.segment(ordinal);
        long at = records.offset(ordinal);
        node.set(NodeLayout.LONG, at + NodeLayout.ID, id);
        node.set(NodeLayout.INT, at + NodeLayout.UPPER_SLOT, upperSlot);
        node.set(NodeLayout.INT, at + NodeLayout.LEVEL, level);
    }

    long id(int ordinal) {
        return records.segment(ordinal)
                .get(NodeLayout.LONG, records.offset(ordinal) + NodeLayout.ID);
    }

    int upperSlot(int ordinal) {
        return records.segment(ordinal)
                .get(NodeLayout.INT, records.offset(ordinal) + NodeLayout.UPPER_SLOT);
    }

    int level(int ordinal) {
        return records.segment(ordinal)
                .get(NodeLayout.INT, records.offset(ordinal) + NodeLayout.LEVEL);
    }
}
