package dev.lanes.sparse.text;

import dev.lanes.memory.Bits;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where things are in a segment: a piece of memory that begins with eight counts (long) and goes
/// on with the parts in the order of [Part], each on a boundary of 64 bytes. Little-endian.
///
/// ```
/// counts     rows fields lists postings tokens codes keyBytes denseLists
/// IDS        rows × long, ascending
/// LIVE       a bit for each row
/// NORMS      fields × rows × byte, see NormByte
/// STARTS     (rows × fields + 1) × int: where the tokens of a row's field begin
/// TOKENS     tokens × int: the number of the list, -1 for a gap
/// KEY_STARTS (lists + 1) × int
/// KEYS       of each list the field (byte) and the term (UTF-8), ascending
/// SLOTS      hash table of list number + 1 (int), 0 where free; a power of two, at most half full
/// LISTS      (lists + 1) × int: where the postings of a list begin
/// LIVE_ROWS  lists × int: in how many live rows the term is
/// MAXIMA     lists × float: the largest impact in a list, at the mean lengths in SEALED
/// DENSE      lists × int: the number of the list among those with codes by row, -1 for the rest
/// POSTINGS   postings × int: row << 16 | code, rows ascending
/// CODES      denseLists × rows × short: the code of each row, 0 where the term is not
/// PAIRS      codes × long: frequency << 16 | field << 8 | norm; the code 0 is not used
/// COUNTS     fields × (live rows that have the field: long, their tokens: long)
/// SEALED     fields × double: the mean length when the segment was sealed
/// ```
final class TextSegmentLayout {
    /// Parts of a segment.
    enum Part {
        IDS,
        LIVE,
        NORMS,
        STARTS,
        TOKENS,
        KEY_STARTS,
        KEYS,
        SLOTS,
        LISTS,
        LIVE_ROWS,
        MAXIMA,
        DENSE,
        POSTINGS,
        CODES,
        PAIRS,
        COUNTS,
        SEALED
    }

    static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Rows have 16 bits in a posting, and so have codes.
    static final int MOST_ROWS = 1 << 16;

    static final int MOST_CODES = 1 << 16;
    static final int CODE_BITS = 16;
    static final int CODE_MASK = MOST_CODES - 1;

    private static final int COUNTERS = 8;
    private static final int ALIGNMENT = 64;

    private final long[] counts;
    private final Map<Part, Long> from = new EnumMap<>(Part.class);
    private final long bytes;

    /// @param counts rows, fields, lists, postings, tokens, codes, bytes of keys, dense lists
    TextSegmentLayout(long... counts) {
        this.counts = counts.clone();
        long at = ALIGNMENT;
        for (var part : Part.values()) {
            from.put(part, at);
            at = (at + bytes(part) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
        bytes = at;
    }

    /// That of a segment which is there.
    ///
    /// @throws IllegalArgumentException when its counts and its size do not belong together
    static TextSegmentLayout of(MemorySegment memory) {
        if (memory.byteSize() < ALIGNMENT) {
            throw new IllegalArgumentException(
                    "segment must have %d bytes but had %d"
                            .formatted(ALIGNMENT, memory.byteSize()));
        }
        var counts = new long[COUNTERS];
        for (int i = 0; i < COUNTERS; i++) {
            counts[i] = memory.getAtIndex(LONG, i);
        }
        if (Arrays.stream(counts).anyMatch(count -> count < 0 || count > Integer.MAX_VALUE)
                || counts[0] > MOST_ROWS
                || counts[1] < 1
                || counts[1] > TextSettings.MAX_FIELDS
                || counts[5] > MOST_CODES) {
            throw new IllegalArgumentException(
                    "segment must have counts within limits but had " + Arrays.toString(counts));
        }
        var layout = new TextSegmentLayout(counts);
        if (layout.bytes() != memory.byteSize()) {
            throw new IllegalArgumentException(
                    "segment must have %d bytes but had %d"
                            .formatted(layout.bytes(), memory.byteSize()));
        }
        return layout;
    }

    void writeCounts(MemorySegment memory) {
        for (int i = 0; i < COUNTERS; i++) {
            memory.setAtIndex(LONG, i, counts[i]);
        }
    }

    private long bytes(Part part) {
        return switch (part) {
            case IDS -> rows() * 8L;
            case LIVE -> Bits.bytes(rows());
            case NORMS -> (long) rows() * fields();
            case STARTS -> (rows() * (long) fields() + 1) * 4;
            case TOKENS -> counts[4] * 4;
            case KEY_STARTS, LISTS -> (lists() + 1L) * 4;
            case KEYS -> counts[6];
            case SLOTS -> slots() * 4L;
            case LIVE_ROWS, MAXIMA, DENSE -> lists() * 4L;
            case POSTINGS -> counts[3] * 4;
            case CODES -> counts[7] * rows() * 2;
            case PAIRS -> counts[5] * 8;
            case COUNTS -> fields() * 16L;
            case SEALED -> fields() * 8L;
        };
    }

    int rows() {
        return (int) counts[0];
    }

    int fields() {
        return (int) counts[1];
    }

    int lists() {
        return (int) counts[2];
    }

    int codes() {
        return (int) counts[5];
    }

    int denseLists() {
        return (int) counts[7];
    }

    int slots() {
        return (int) Math.min(1 << 30, Long.highestOneBit(Math.max(1, counts[2])) * 4);
    }

    long bytes() {
        return bytes;
    }

    /// All of a segment in pieces, of which some parts are copies.
    List<MemorySegment> copyOf(MemorySegment memory, Set<Part> copied) {
        var pieces = new ArrayList<MemorySegment>();
        long at = 0;
        for (var part : Part.values()) {
            if (copied.contains(part)) {
                long start = from.get(part);
                pieces.add(memory.asSlice(at, start - at));
                pieces.add(
                        MemorySegment.ofArray(slice(memory, part).toArray(ValueLayout.JAVA_BYTE)));
                at = start + bytes(part);
            }
        }
        pieces.add(memory.asSlice(at));
        return pieces;
    }

    MemorySegment slice(MemorySegment memory, Part part) {
        return memory.asSlice(from.get(part), bytes(part));
    }
}
