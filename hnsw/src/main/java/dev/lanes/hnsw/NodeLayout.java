package dev.lanes.hnsw;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// What is kept of a node beside its row and its links. Little-endian.
///
/// ```
/// id:long rank:int upperSlot:int level:int unused:int
/// ```
///
/// `upperSlot` numbers the first of the node's lists on levels 1 to `level`, which follow each
/// other; it means nothing when `level` is 0. `rank` is the node's place in the order of
/// [GroundRules], 0 the highest.
final class NodeLayout {
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    static final int ID = 0;
    static final int RANK = 8;
    static final int UPPER_SLOT = 12;
    static final int LEVEL = 16;
    static final int BYTES = 24;

    private NodeLayout() {}
}
