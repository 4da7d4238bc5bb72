package dev.lanes.sparse.text;

import static dev.lanes.sparse.text.TextSegmentLayout.DOUBLE;
import static dev.lanes.sparse.text.TextSegmentLayout.FLOAT;
import static dev.lanes.sparse.text.TextSegmentLayout.INT;
import static dev.lanes.sparse.text.TextSegmentLayout.LONG;
import static dev.lanes.sparse.text.TextSegmentLayout.SHORT;

import dev.lanes.memory.Bits;
import dev.lanes.memory.Lease;
import dev.lanes.memory.OffHeap;
import dev.lanes.sparse.text.TextSegmentLayout.Part;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Sealed texts: see [TextSegmentLayout]. Rows are in ascending order of their ids. Only deletions
/// change it, by one thread at a time, while others read.
final class TextSegment {
    /// No such list or row.
    static final int ABSENT = -1;

    private final OffHeap owner;
    private final MemorySegment memory;
    private final TextSegmentLayout layout;
    private final MemorySegment ids;
    private final Bits live;
    private final MemorySegment norms;
    private final MemorySegment starts;
    private final MemorySegment tokens;
    private final MemorySegment keyStarts;
    private final MemorySegment keys;
    private final MemorySegment slots;
    private final MemorySegment lists;
    private final MemorySegment liveRows;
    private final MemorySegment maxima;
    private final MemorySegment dense;
    private final MemorySegment postings;
    private final MemorySegment codes;
    private final MemorySegment pairs;
    private final MemorySegment counts;
    private final double[] sealedAverages;

    /// Tables of impacts by code, for the mean lengths that were asked for last.
    private volatile Table table = new Table(Optional.empty(), new float[0]);

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Table(Optional<Impacts> impacts, float[] values) {}

    /// @param owner of the memory, closed when the segment is no longer needed
    /// @throws IllegalArgumentException when it is no segment
    TextSegment(OffHeap owner, MemorySegment memory) {
        this.owner = owner;
        this.memory = memory;
        layout = TextSegmentLayout.of(memory);
        ids = part(Part.IDS);
        live = Bits.over(part(Part.LIVE), layout.rows());
        norms = part(Part.NORMS);
        starts = part(Part.STARTS);
        tokens = part(Part.TOKENS);
        keyStarts = part(Part.KEY_STARTS);
        keys = part(Part.KEYS);
        slots = part(Part.SLOTS);
        lists = part(Part.LISTS);
        liveRows = part(Part.LIVE_ROWS);
        maxima = part(Part.MAXIMA);
        dense = part(Part.DENSE);
        postings = part(Part.POSTINGS);
        codes = part(Part.CODES);
        pairs = part(Part.PAIRS);
        counts = part(Part.COUNTS);
        sealedAverages = part(Part.SEALED).toArray(DOUBLE);
    }

    private MemorySegment part(Part part) {
        return layout.slice(memory, part);
    }

    MemorySegment memory() {
        return memory;
    }

    /// Keeps the memory, unless it was given back because other segments have these rows now.
    Optional<Lease> lease() {
        try {
            return Optional.of(owner.lease());
        } catch (IllegalStateException _) {
            return Optional.empty();
        }
    }

    void close() {
        owner.close();
    }

    int rows() {
        return layout.rows();
    }

    int fields() {
        return layout.fields();
    }

    int listCount() {
        return layout.lists();
    }

    int codeCount() {
        return layout.codes();
    }

    Bits live() {
        return live;
    }

    long id(int row) {
        return ids.getAtIndex(LONG, row);
    }

    LongStream liveIds() {
        return IntStream.range(0, rows()).filter(live::get).mapToLong(this::id);
    }

    /// The row of an id that is live, or ABSENT.
    int row(long id) {
        int low = 0;
        int high = rows() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = id(middle);
            if (found == id) {
                return live.get(middle) ? middle : ABSENT;
            }
            if (found < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return ABSENT;
    }

    int norm(int field, int row) {
        return Byte.toUnsignedInt(norms.get(ValueLayout.JAVA_BYTE, (long) field * rows() + row));
    }

    /// Where the tokens of a row's field begin; those of the next one end them.
    int tokenStart(int row, int field) {
        return starts.getAtIndex(INT, (long) row * fields() + field);
    }

    /// The number of a list, or ABSENT for a gap.
    int token(int at) {
        return tokens.getAtIndex(INT, at);
    }

    /// Those of a stretch.
    int[] tokens(int from, int to) {
        return tokens.asSlice(4L * from, 4L * (to - from)).toArray(INT);
    }

    int tokenCount() {
        return (int) (tokens.byteSize() / 4);
    }

    /// The number of a term's list, or ABSENT.
    int list(byte[] key) {
        int mask = layout.slots() - 1;
        int slot = TextKeys.hash(key) & mask;
        for (int probes = 0; probes <= mask; probes++) {
            int list = slots.getAtIndex(INT, slot) - 1;
            if (list < 0) {
                return ABSENT;
            }
            if (compare(list, key) == 0) {
                return list;
            }
            slot = (slot + 1) & mask;
        }
        return ABSENT;
    }

    /// How many slots have a list.
    int takenSlots() {
        int taken = 0;
        for (int slot = 0; slot < layout.slots(); slot++) {
            taken += slots.getAtIndex(INT, slot) == 0 ? 0 : 1;
        }
        return taken;
    }

    /// The first list whose key is not before another key.
    int firstList(byte[] key) {
        int low = 0;
        int high = listCount();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int compare(int list, byte[] key) {
        long from = keyStarts.getAtIndex(INT, list);
        long to = keyStarts.getAtIndex(INT, list + 1L);
        int length = (int) Math.min(to - from, key.length);
        for (int i = 0; i < length; i++) {
            int byteThere = keys.get(ValueLayout.JAVA_BYTE, from + i) & 0xFF;
            int difference = byteThere - (key[i] & 0xFF);
            if (difference != 0) {
                return difference;
            }
        }
        return Long.compare(to - from, key.length);
    }

    boolean startsWith(int list, byte[] prefix) {
        byte[] key = key(list);
        return key.length >= prefix.length
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    byte[] key(int list) {
        int from = keyStarts.getAtIndex(INT, list);
        int to = keyStarts.getAtIndex(INT, list + 1L);
        return keys.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
    }

    String term(int list) {
        byte[] key = key(list);
        return new String(key, 1, key.length - 1, StandardCharsets.UTF_8);
    }

    int from(int list) {
        return lists.getAtIndex(INT, list);
    }

    int to(int list) {
        return lists.getAtIndex(INT, list + 1L);
    }

    int liveRows(int list) {
        return liveRows.getAtIndex(INT, list);
    }

    MemorySegment postings() {
        return postings;
    }

    int postingCount() {
        return (int) (postings.byteSize() / 4);
    }

    int posting(int at) {
        return postings.getAtIndex(INT, at);
    }

    /// Whether the list's codes are there by row.
    boolean isDense(int list) {
        return dense.getAtIndex(INT, list) >= 0;
    }

    /// The number of a list among those that are dense, or ABSENT.
    int denseNumber(int list) {
        return dense.getAtIndex(INT, list);
    }

    /// How many lists are dense.
    int denseCount() {
        return layout.denseLists();
    }

    /// How many rows a dense list has codes for.
    int denseLength(int list) {
        int length = 0;
        for (int row = 0; row < rows(); row++) {
            length += denseCode(list, row) == 0 ? 0 : 1;
        }
        return length;
    }

    /// The code of a row in a list that is dense; 0 when the term is not there.
    int denseCode(int list, int row) {
        long at = (long) dense.getAtIndex(INT, list) * rows() + row;
        return Short.toUnsignedInt(codes.getAtIndex(SHORT, at));
    }

    long pair(int code) {
        return pairs.getAtIndex(LONG, code);
    }

    double sealedAverage(int field) {
        return sealedAverages[field];
    }

    /// The largest impact in a list, at the mean lengths that were when it was sealed.
    float maximum(int list) {
        return maxima.getAtIndex(FLOAT, list);
    }

    /// An upper bound of the impacts in a list of a field, whatever the mean length has become: an
    /// impact grows no faster than the mean.
    float bound(int list, int field, Impacts impacts) {
        double drift = Math.max(1, impacts.average(field) / sealedAverages[field]);
        return (float) (maximum(list) * drift * (1 + 1e-6));
    }

    /// The impact of each code.
    @SuppressWarnings("ReferenceEquality") // The same object for as long as nothing changes.
    float[] table(Impacts impacts) {
        var kept = table;
        if (kept.impacts.isPresent() && kept.impacts.get() == impacts) {
            return kept.values;
        }
        var values = new float[codeCount()];
        for (int code = 1; code < values.length; code++) {
            values[code] = impacts.ofPair(pair(code));
        }
        table = new Table(Optional.of(impacts), values);
        return values;
    }

    /// How many live rows have a field.
    long rowsOf(int field) {
        return counts.getAtIndex(LONG, 2L * field);
    }

    /// How many tokens they have there.
    long tokensOf(int field) {
        return counts.getAtIndex(LONG, 2L * field + 1);
    }

    /// Takes a live row away.
    void delete(int row) {
        live.clear(row);
        for (int field = 0; field < fields(); field++) {
            int from = tokenStart(row, field);
            int[] there = tokens(from, tokenStart(row, field + 1));
            int[] sorted = Arrays.stream(there).filter(t -> t >= 0).sorted().toArray();
            if (sorted.length > 0) {
                add(2L * field, -1);
                add(2L * field + 1, -sorted.length);
            }
            Arrays.stream(sorted)
                    .distinct()
                    .forEach(list -> liveRows.setAtIndex(INT, list, liveRows(list) - 1));
        }
    }

    private void add(long at, long difference) {
        counts.setAtIndex(LONG, at, counts.getAtIndex(LONG, at) + difference);
    }
}
