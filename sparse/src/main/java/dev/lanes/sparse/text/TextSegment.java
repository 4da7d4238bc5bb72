package dev.lanes.sparse.text;

import static dev.lanes.sparse.text.TextSegmentLayout.CODE_BITS;
import static dev.lanes.sparse.text.TextSegmentLayout.CODE_MASK;
import static dev.lanes.sparse.text.TextSegmentLayout.DOUBLE;
import static dev.lanes.sparse.text.TextSegmentLayout.FLOAT;
import static dev.lanes.sparse.text.TextSegmentLayout.INT;
import static dev.lanes.sparse.text.TextSegmentLayout.LONG;
import static dev.lanes.sparse.text.TextSegmentLayout.SHORT;

import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import dev.lanes.sparse.live.MergePolicy;
import dev.lanes.sparse.live.SealedPart;
import dev.lanes.sparse.text.TextSegmentLayout.Part;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Sealed texts: see [TextSegmentLayout]. Rows are in ascending order of their ids. Only deletions
/// change it, by one thread at a time, while others read.
final class TextSegment implements TextPart, SealedPart {
    /// Impacts go up in steps of floats near 1, four times so wide.
    private static final double STEP = 2.5e-7;

    /// How many parts are made one.
    private static final int FAN = MergePolicy.FAN;

    private final OffHeap owner;
    private final MemorySegment bytes;
    private final TextSegmentLayout layout;
    private final MemorySegment ids;
    private final Bits live;
    private final MemorySegment norms;
    private final MemorySegment starts;
    private final MemorySegment tokens;
    private final SegmentKeys keys;
    private final MemorySegment lists;
    private final MemorySegment liveRows;
    private final MemorySegment maxima;
    private final MemorySegment dense;
    private final MemorySegment postings;
    private final MemorySegment codes;
    private final MemorySegment pairs;
    private final MemorySegment counts;
    private final double[] sealedAverages;

    private volatile int liveCount;

    /// Tables of impacts by code, for the mean lengths that were asked for last.
    private volatile Table table = new Table(Optional.empty(), new float[0]);

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Table(Optional<Impacts> impacts, float[] values) {}

    /// @param owner of the memory, closed when the segment is no longer needed
    /// @throws IllegalArgumentException when it is no segment
    TextSegment(OffHeap owner, MemorySegment bytes) {
        this.owner = owner;
        this.bytes = bytes;
        layout = TextSegmentLayout.of(bytes);
        ids = part(Part.IDS);
        live = Bits.over(part(Part.LIVE), layout.rows());
        norms = part(Part.NORMS);
        starts = part(Part.STARTS);
        tokens = part(Part.TOKENS);
        keys = new SegmentKeys(part(Part.KEY_STARTS), part(Part.KEYS), part(Part.SLOTS));
        lists = part(Part.LISTS);
        liveRows = part(Part.LIVE_ROWS);
        maxima = part(Part.MAXIMA);
        dense = part(Part.DENSE);
        postings = part(Part.POSTINGS);
        codes = part(Part.CODES);
        pairs = part(Part.PAIRS);
        counts = part(Part.COUNTS);
        liveCount = live.count();
        sealedAverages = part(Part.SEALED).toArray(DOUBLE);
    }

    private MemorySegment part(Part part) {
        return layout.slice(bytes, part);
    }

    /// All of it.
    MemorySegment bytes() {
        return bytes;
    }

    /// All of it in pieces, of which those that change are copies.
    List<MemorySegment> copy() {
        return layout.copyOf(bytes, EnumSet.of(Part.LIVE, Part.LIVE_ROWS, Part.COUNTS));
    }

    @Override
    public OffHeap memory() {
        return owner;
    }

    /// Four of those that may have together what a segment has room for, so that merges end.
    @Override
    public boolean mayMerge() {
        return tokenCount() <= SegmentCounts.MOST_TOKENS / FAN
                && codeCount() <= TextSegmentLayout.MOST_CODES / FAN;
    }

    @Override
    public int liveCount() {
        return liveCount;
    }

    @Override
    public boolean isLive(int row) {
        return live.get(row);
    }

    @Override
    public void forEach(RowConsumer action) {
        for (int row = live.next(0); row < size(); row = live.next(row + 1)) {
            action.accept(id(row), row);
        }
    }

    @Override
    public int size() {
        return layout.rows();
    }

    int fields() {
        return layout.fields();
    }

    @Override
    public int listCount() {
        return layout.lists();
    }

    int codeCount() {
        return layout.codes();
    }

    Bits live() {
        return live;
    }

    @Override
    public long id(int row) {
        return ids.getAtIndex(LONG, row);
    }

    @Override
    public int row(long id) {
        int low = 0;
        int high = size() - 1;
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

    @Override
    public int norm(int field, int row) {
        return Byte.toUnsignedInt(norms.get(ValueLayout.JAVA_BYTE, (long) field * size() + row));
    }

    @Override
    public int tokenStart(int row, int field) {
        return starts.getAtIndex(INT, (long) row * fields() + field);
    }

    @Override
    public int tokenEnd(int row, int field) {
        return starts.getAtIndex(INT, (long) row * fields() + field + 1);
    }

    @Override
    public int token(int at) {
        return tokens.getAtIndex(INT, at);
    }

    /// Those of a stretch.
    int[] tokens(int from, int to) {
        return tokens.asSlice(4L * from, 4L * (to - from)).toArray(INT);
    }

    @Override
    public void count(int row, int field, TermCounter counter) {
        int from = tokenStart(row, field);
        int length = tokenEnd(row, field) - from;
        MemorySegment.copy(tokens, INT, 4L * from, counter.room(length), 0, length);
        counter.count();
    }

    int tokenCount() {
        return (int) (tokens.byteSize() / 4);
    }

    @Override
    public int list(byte[] key) {
        return keys.find(key);
    }

    SegmentKeys keys() {
        return keys;
    }

    @Override
    public byte[] key(int list) {
        return keys.key(list);
    }

    @Override
    public IntStream lists(byte[] prefix) {
        return IntStream.range(keys.first(prefix), listCount())
                .takeWhile(list -> keys.startsWith(list, prefix));
    }

    @Override
    public int[] listsByKey() {
        return IntStream.range(0, listCount()).toArray();
    }

    int from(int list) {
        return lists.getAtIndex(INT, list);
    }

    int to(int list) {
        return lists.getAtIndex(INT, list + 1L);
    }

    @Override
    public int liveRows(int list) {
        return liveRows.getAtIndex(INT, list);
    }

    @Override
    public int[] rows(int list) {
        long from = 4L * from(list);
        int[] rows = postings.asSlice(from, 4L * to(list) - from).toArray(INT);
        for (int i = 0; i < rows.length; i++) {
            rows[i] >>>= CODE_BITS;
        }
        return rows;
    }

    @Override
    public void addScores(int list, Impacts impacts, float units, int[] scores) {
        float[] values = table(impacts);
        int end = to(list);
        for (int i = from(list); i < end; i++) {
            int posting = posting(i);
            scores[posting >>> CODE_BITS] += Scoring.score(units, values[posting & CODE_MASK]);
        }
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

    /// The code of a row in a list that is dense; 0 when the term is not there.
    int denseCode(int list, int row) {
        long at = (long) dense.getAtIndex(INT, list) * size() + row;
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
        return (float) (maximum(list) * drift * (1 + 1e-6) + STEP);
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

    @Override
    public long rowsOf(int field) {
        return counts.getAtIndex(LONG, 2L * field);
    }

    @Override
    public long tokensOf(int field) {
        return counts.getAtIndex(LONG, 2L * field + 1);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread at a time.
    public void kill(int row) {
        live.clear(row);
        liveCount--;
        for (int field = 0; field < fields(); field++) {
            int from = tokenStart(row, field);
            int[] there = tokens(from, tokenEnd(row, field));
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
