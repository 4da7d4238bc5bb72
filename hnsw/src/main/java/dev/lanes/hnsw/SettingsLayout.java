package dev.lanes.hnsw;

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
    static final int BYTES = 72;

    private SettingsLayout() {}

    /// The number that stands for a similarity; it never changes, whatever becomes of the enum.
    static int code(Similarity similarity) {
        return switch (similarity) {
            case EUCLIDEAN -> 1;
            case COSINE -> 2;
            case DOT -> 3;
        };
    }
}
