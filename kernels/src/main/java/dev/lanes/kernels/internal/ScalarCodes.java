package dev.lanes.kernels.internal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// The integer sums of coded rows.
final class ScalarCodes {
    private static final int BLOCK = 64;

    private ScalarCodes() {}

    static int int8(CodeQuery query, MemorySegment row, long at, int bytes) {
        var codes = query.codes;
        int sum = 0;
        for (int i = 0; i < bytes; i++) {
            sum += codes[i] * (row.get(JAVA_BYTE, at + i) & 0xff);
        }
        return sum;
    }

    static int int4(CodeQuery query, MemorySegment row, long at, int bytes) {
        var codes = query.codes;
        int sum = 0;
        for (int i = 0; i < bytes; i++) {
            int pair = row.get(JAVA_BYTE, at + i);
            // Blocks of 64 bytes, each for 128 codes.
            int low = i / BLOCK * 2 * BLOCK + i % BLOCK;
            sum += codes[low] * (pair & 15) + codes[low + BLOCK] * ((pair >> 4) & 15);
        }
        return sum;
    }

    /// Σ 2^p · popcount(row & plane p).
    static int planes(CodeQuery query, MemorySegment row, long at, int bytes) {
        int sum = 0;
        for (int i = 0; i < bytes; i += Long.BYTES) {
            long bits = row.get(JAVA_LONG_UNALIGNED, at + i);
            int plane = i / BLOCK * 4 * BLOCK + i % BLOCK;
            sum += Long.bitCount(bits & query.word(plane));
            sum += Long.bitCount(bits & query.word(plane + BLOCK)) << 1;
            sum += Long.bitCount(bits & query.word(plane + 2 * BLOCK)) << 2;
            sum += Long.bitCount(bits & query.word(plane + 3 * BLOCK)) << 3;
        }
        return sum;
    }
}
