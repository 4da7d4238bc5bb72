package dev.lanes.hnsw;

import dev.lanes.kernels.Encoding;
import dev.lanes.vector.Similarity;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The section `settings` of an index file: longs, little-endian, at these offsets.
final class SettingsLayout {
    static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    static final int DIMENSION = 0;
    static final int SIMILARITY = 8;
    static final int M = 16;
    static final int EF_CONSTRUCTION = 24;
    static final int SEED = 32;
    static final int SIZE = 40;
    static final int ENTRY = 48;
    static final int ENTRY_LEVEL = 56;
    static final int UPPER_LISTS = 64;

    /// The encoding that was asked for, 0 for the one that suits the rows.
    static final int ASKED_ENCODING = 72;

    /// 1 when rows are kept in full precision beside another encoding.
    static final int FULL_ROWS = 80;

    /// The encoding that the graph is walked on.
    static final int WALKED_ENCODING = 88;

    static final int BYTES = 96;

    private SettingsLayout() {}

    /// The number that stands for a similarity; it never changes, whatever becomes of the enum.
    static int code(Similarity similarity) {
        return switch (similarity) {
            case EUCLIDEAN -> 1;
            case COSINE -> 2;
            case DOT -> 3;
        };
    }

    /// The number that stands for an encoding; it never changes either.
    static int code(Encoding encoding) {
        return switch (encoding) {
            case FLOAT32 -> 1;
            case BFLOAT16 -> 2;
            case INT8 -> 3;
            case INT4 -> 4;
            case BINARY -> 5;
        };
    }
}
