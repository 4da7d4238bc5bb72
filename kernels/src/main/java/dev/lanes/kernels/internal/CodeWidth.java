package dev.lanes.kernels.internal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// The bits of a code, and where codes lie in a row: in blocks of 64 bytes, so that kernels read
/// whole registers. Two 4-bit codes share a byte, the codes 0 to 63 of a block in its low halves
/// and 64 to 127 in its high ones, so that a mask and a shift give 64 neighbours each.
public enum CodeWidth {
    /// One code a byte.
    EIGHT_BITS(255, .0005),
    /// Two codes a byte.
    FOUR_BITS(15, .005);

    private static final int BLOCK = 64;

    /// The largest code.
    final int max;

    /// The share of the sample's values that is clipped at each end of a dimension's range;
    /// measured in docs/decisions/0007-encodings.md.
    final double tail;

    CodeWidth(int max, double tail) {
        this.max = max;
        this.tail = tail;
    }

    /// The bytes that a row's codes take, without padding.
    int bytes(int dimension) {
        if (this == EIGHT_BITS) {
            return dimension;
        }
        // In the last block the low halves are filled first.
        int last = dimension % (2 * BLOCK);
        return dimension / (2 * BLOCK) * BLOCK + Math.min(last, BLOCK);
    }

    /// The bytes that a query's codes take, for rows of so many.
    int queryBytes(int bytes) {
        return this == EIGHT_BITS ? bytes : 2 * bytes;
    }

    /// Adds a code to a row whose codes were zero.
    void put(MemorySegment row, long at, int i, int code) {
        if (this == EIGHT_BITS) {
            row.set(JAVA_BYTE, at + i, (byte) code);
            return;
        }
        long place = at + pairOf(i);
        row.set(JAVA_BYTE, place, (byte) (row.get(JAVA_BYTE, place) | (code << shiftOf(i))));
    }

    /// A code of a row.
    int get(MemorySegment row, long at, int i) {
        if (this == EIGHT_BITS) {
            return row.get(JAVA_BYTE, at + i) & 0xff;
        }
        return (row.get(JAVA_BYTE, at + pairOf(i)) >> shiftOf(i)) & 15;
    }

    private static int pairOf(int i) {
        return i / (2 * BLOCK) * BLOCK + i % BLOCK;
    }

    private static int shiftOf(int i) {
        return i / BLOCK % 2 * 4;
    }
}
