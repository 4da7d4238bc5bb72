package dev.lanes.hnsw;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The section `recall` of an index file, little-endian: a head, the curves one after the other,
/// each a head and its points, and the caller's queries.
///
/// ```
/// head:  changes:long rows:long queries:long curves:long
/// curve: k:long points:long point…
/// point: efSearch:long recall:double
/// query: value:float × dimension
/// ```
///
/// `changes` counts those between the measurement and the file.
final class RecallLayout {
    static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    static final int CHANGES = 0;
    static final int ROWS = 8;
    static final int QUERIES = 16;
    static final int CURVES = 24;
    static final int HEAD_BYTES = 32;

    static final int K = 0;
    static final int POINTS = 8;
    static final int CURVE_BYTES = 16;

    static final int EF_SEARCH = 0;
    static final int RECALL = 8;
    static final int POINT_BYTES = 16;

    private RecallLayout() {}
}
