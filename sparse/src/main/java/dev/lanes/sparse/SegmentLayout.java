package dev.lanes.sparse;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The sections of an index file that hold no rows: `settings`, and `seg` for each segment. Longs,
/// little-endian, at these offsets.
final class SegmentLayout {
    static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// In `settings`: the number of a weight encoding.
    static final int ENCODING = 0;

    /// In `settings`: how many segments there are.
    static final int SEGMENTS = 8;

    /// In `settings`: how rows are clustered, as [SeismicSettings] has it: postings, the bits of
    /// two doubles, the threshold, and whether at sealing.
    static final int SEISMIC_POSTINGS = 16;

    static final int SEISMIC_CLUSTER_RATIO = 24;
    static final int SEISMIC_SUMMARY_PRUNE_RATIO = 32;
    static final int SEISMIC_THRESHOLD = 40;
    static final int SEISMIC_AT_SEALING = 48;

    /// In `settings`: the number of a way to store rows.
    static final int STORAGE = 56;

    /// In `settings`: neighbours of a row, as [SeismicSettings] has them.
    static final int SEISMIC_NEIGHBOURS = 64;

    static final int SETTINGS_BYTES = 72;

    /// In `seg`: rows, dead ones too.
    static final int SIZE = 0;

    /// In `seg`: one more than the largest term.
    static final int TERM_LIMIT = 8;

    /// In `seg`: postings of all rows, where there are rows.
    static final int POSTINGS = 16;

    static final int SEGMENT_BYTES = 24;

    private SegmentLayout() {}

    /// The number that stands for an encoding; it never changes, whatever becomes of the enum.
    static int code(WeightEncoding encoding) {
        return switch (encoding) {
            case FLOAT16 -> 1;
            case FLOAT32 -> 2;
        };
    }

    /// The number that stands for a way to store rows; it never changes either.
    static int code(RowStorage storage) {
        return switch (storage) {
            case PLAIN -> 1;
            case LISTS_ONLY -> 3;
        };
    }
}
