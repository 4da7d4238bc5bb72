package dev.lanes.kernels.internal;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// Rows of bits compared with bits.
final class ScalarBits {
    private ScalarBits() {}

    static float hamming(long[] query, MemorySegment row, long at) {
        int different = 0;
        for (long ours : query) {
            different += Long.bitCount(row.get(JAVA_LONG_UNALIGNED, at) ^ ours);
            at += Long.BYTES;
        }
        return -different;
    }

    static float jaccard(long[] query, MemorySegment row, long at) {
        int both = 0;
        int either = 0;
        for (long ours : query) {
            long bits = row.get(JAVA_LONG_UNALIGNED, at);
            at += Long.BYTES;
            both += Long.bitCount(bits & ours);
            either += Long.bitCount(bits | ours);
        }
        return jaccard(both, either);
    }

    /// Two empty sets are alike.
    static float jaccard(int both, int either) {
        return either == 0 ? 1 : (float) both / either;
    }
}
