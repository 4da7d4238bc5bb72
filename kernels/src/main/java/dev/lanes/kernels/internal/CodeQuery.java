package dev.lanes.kernels.internal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A query against coded rows: its own codes, and how the integer that a kernel computes from codes
/// becomes the raw value of a row. A row's own numbers lie behind its codes, at `tail`.
///
/// | rows | their numbers | raw value |
/// |---|---|---|
/// | 8-bit and 4-bit codes | float term, only where tail is not 0 | scale · sum + shift + term |
/// | bits | float term, float factor, int population | factor · (scale · sum + shift + perBit · population) + offset + term |
///
/// All in double and in this order, in Java as in C (`code_query.h`), so that backends agree to the
/// bit. Written anew for each query, by one thread.
public final class CodeQuery {
    static final ValueLayout.OfFloat FLOAT =
            JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// What C finds before the codes.
    static final int HEAD_BYTES = 64;

    private static final int SCALE = 0;
    private static final int SHIFT = 8;
    private static final int PER_BIT = 16;
    private static final int OFFSET = 24;
    private static final int TAIL = 32;
    private static final int TOTAL = 36;

    /// Places of a row's numbers behind its codes.
    static final int TERM = 0;

    static final int FACTOR = 4;
    static final int POPULATION = 8;
    static final int BIT_TAIL_BYTES = 12;

    final byte[] codes;
    private final MemorySegment words;
    final int tail;
    double scale;
    double shift;
    double perBit;
    double offset;

    /// The sum of the codes, for kernels that have to move the rows' codes.
    int total;

    /// A query without codes yet.
    ///
    /// @param codes how many bytes of codes it has
    /// @param tail where in a row its numbers lie; 0 when there are none
    CodeQuery(int codes, int tail) {
        this.codes = new byte[codes];
        this.words = MemorySegment.ofArray(this.codes);
        this.tail = tail;
    }

    /// The raw value of a row of 8-bit or 4-bit codes.
    float value(int sum, MemorySegment row, long at) {
        double raw = scale * sum + shift;
        return (float) (tail == 0 ? raw : raw + row.get(FLOAT, at + tail + TERM));
    }

    /// The raw value of a row of bits.
    float bitValue(int sum, MemorySegment row, long at) {
        double population = row.get(INT, at + tail + POPULATION);
        double along = scale * sum + shift + perBit * population;
        double raw = row.get(FLOAT, at + tail + FACTOR) * along + offset;
        return (float) (raw + row.get(FLOAT, at + tail + TERM));
    }

    /// Eight bytes of codes, in the order in which a row's eight are read.
    long word(int at) {
        return words.get(JAVA_LONG_UNALIGNED, at);
    }

    /// Writes the head and the codes as C reads them.
    void writeTo(MemorySegment query) {
        query.set(JAVA_DOUBLE_UNALIGNED, SCALE, scale);
        query.set(JAVA_DOUBLE_UNALIGNED, SHIFT, shift);
        query.set(JAVA_DOUBLE_UNALIGNED, PER_BIT, perBit);
        query.set(JAVA_DOUBLE_UNALIGNED, OFFSET, offset);
        query.set(JAVA_INT_UNALIGNED, TAIL, tail);
        query.set(JAVA_INT_UNALIGNED, TOTAL, total);
        MemorySegment.copy(codes, 0, query, JAVA_BYTE, HEAD_BYTES, codes.length);
    }
}
