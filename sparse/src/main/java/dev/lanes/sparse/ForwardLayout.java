package dev.lanes.sparse;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Where things are in a forward index. Little-endian.
///
/// ```
/// starts   (rows + 1) × int: how many postings the rows before have
/// rows     a row after the other: its terms, ascending, then its weights in the same order
/// ```
///
/// A term has 2 bytes when all of them are below 65536, else 4; a weight has 2 or 4.
final class ForwardLayout {
    static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private ForwardLayout() {}

    static int termBytes(int termLimit) {
        return termLimit <= 1 << Short.SIZE ? Short.BYTES : Integer.BYTES;
    }

    static long startsBytes(int rows) {
        return (rows + 1L) * Integer.BYTES;
    }

    static long rowsBytes(long postings, int termBytes, int weightBytes) {
        return postings * (termBytes + weightBytes);
    }
}
