package dev.lanes.kernels;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import dev.lanes.simd.NativePostings;
import dev.lanes.simd.PostingLayout;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Optional;

/// A scan of posting lists in C. Whatever the lists say is checked before it is followed, so that
/// damaged ones give wrong candidates and nothing worse. For one thread.
public final class ListScan implements PostingScan {
    private static final int FEW_LISTS = 64;

    private final Lists lists;
    private final NativePostings kernels;
    private final MemorySegment job = OffHeap.scratch(PostingLayout.JOB_BYTES);
    private final MemorySegment candidates;
    private final MemorySegment candidateBounds;
    private final MemorySegment sums;
    private final MemorySegment bounds;
    private final MemorySegment peaks;
    private MemorySegment table = OffHeap.scratch(FEW_LISTS * PostingLayout.LIST_BYTES);

    /// Kept while its address is in the job.
    private final Bits[] accepted = new Bits[1];

    private int count;
    private int windowRows;
    private int gathered;

    private ListScan(Lists lists, NativePostings kernels) {
        this.lists = lists;
        this.kernels = kernels;
        int rows = Math.min(WINDOW_ROWS, (lists.blocks() + 1) * BLOCK_ROWS);
        candidates = OffHeap.scratch((long) rows * Integer.BYTES);
        candidateBounds = OffHeap.scratch((long) rows * Integer.BYTES);
        sums = OffHeap.scratch((long) rows * Integer.BYTES);
        bounds = OffHeap.scratch((long) rows / BLOCK_ROWS * Integer.BYTES);
        peaks = OffHeap.scratch((long) rows / BLOCK_ROWS * Integer.BYTES);
        job.set(JAVA_LONG, PostingLayout.PEAKS, peaks.address());
        job.set(JAVA_LONG, PostingLayout.MAXIMA, lists.maxima().address());
        job.set(JAVA_LONG, PostingLayout.SUMS, sums.address());
        job.set(JAVA_LONG, PostingLayout.BOUNDS, bounds.address());
        job.set(JAVA_LONG, PostingLayout.CANDIDATES, candidates.address());
        job.set(JAVA_LONG, PostingLayout.CANDIDATE_BOUNDS, candidateBounds.address());
        job.set(JAVA_LONG, PostingLayout.BLOCKS, lists.blocks());
    }

    /// A scan in C.
    ///
    /// @param kernels who computes
    /// @param lists what is scanned
    /// @return nothing, unless the backend is native
    public static Optional<ListScan> of(Kernels kernels, Lists lists) {
        return kernels.kernels()
                .natives()
                .map(natives -> new ListScan(lists, new NativePostings(natives)));
    }

    @Override
    public void clear() {
        count = 0;
        windowRows = 0;
        gathered = 0;
        job.set(JAVA_LONG, PostingLayout.ACCEPTED, 0);
        job.set(JAVA_LONG, PostingLayout.ADDED, 0);
    }

    @Override
    public void add(PostingList list) {
        long all = lists.postings().byteSize() / Short.BYTES;
        Objects.checkFromToIndex(list.from(), list.to(), all);
        long rows = lists.blocks() == 0 ? 0 : lists.maxima().byteSize() / lists.blocks();
        if (list.maximaRow() != -1) {
            Objects.checkIndex(list.maximaRow(), rows);
        }
        if (list.gapBits() < 8 || list.gapBits() > 15) {
            throw new IllegalArgumentException(
                    "gap bits must be in 8..15 but were " + list.gapBits());
        }
        if (count * PostingLayout.LIST_BYTES == table.byteSize()) {
            table = OffHeap.scratch(2 * table.byteSize()).copyFrom(table);
        }
        long at = count * PostingLayout.LIST_BYTES;
        long base = lists.postings().address();
        table.set(JAVA_LONG, at + PostingLayout.LIST_AT, base + list.from() * Short.BYTES);
        table.set(JAVA_LONG, at + PostingLayout.LIST_END, base + list.to() * Short.BYTES);
        table.set(JAVA_INT, at + PostingLayout.LIST_ORDINAL, 0);
        table.set(JAVA_INT, at + PostingLayout.LIST_GAP_BITS, list.gapBits());
        table.set(JAVA_INT, at + PostingLayout.LIST_FACTOR, list.factor());
        table.set(JAVA_INT, at + PostingLayout.LIST_ROLE, PostingLayout.ROLE_ADDED);
        table.set(JAVA_INT, at + PostingLayout.LIST_TOP, list.top());
        table.set(JAVA_INT, at + PostingLayout.LIST_MAXIMA_ROW, list.maximaRow());
        count++;
    }

    @Override
    public void role(int index, Role role) {
        long at = Objects.checkIndex(index, count) * PostingLayout.LIST_BYTES;
        if (role == Role.BLOCKS && table.get(JAVA_INT, at + PostingLayout.LIST_MAXIMA_ROW) < 0) {
            throw new IllegalArgumentException(
                    "list must have maxima to be bounded by blocks but list %d has none"
                            .formatted(index));
        }
        int number =
                switch (role) {
                    case ADDED -> PostingLayout.ROLE_ADDED;
                    case BLOCKS -> PostingLayout.ROLE_BLOCKS;
                    case TOP -> PostingLayout.ROLE_TOP;
                };
        table.set(JAVA_INT, at + PostingLayout.LIST_ROLE, number);
    }

    @Override
    public void accept(Bits rows) {
        Objects.checkFromToIndex(0, lists.rows(), rows.length());
        accepted[0] = rows;
        job.set(JAVA_LONG, PostingLayout.ACCEPTED, rows.words().address());
    }

    @Override
    public void scan(int from, int rows) {
        Objects.checkFromIndexSize(from, rows, lists.rows());
        if (from % BLOCK_ROWS != 0 || rows > WINDOW_ROWS) {
            throw new IndexOutOfBoundsException(
                    "window must begin at a multiple of %d with at most %d rows but had %d from %d"
                            .formatted(BLOCK_ROWS, WINDOW_ROWS, rows, from));
        }
        windowRows = rows;
        gathered = 0;
        job.set(JAVA_INT, PostingLayout.FROM, from);
        job.set(JAVA_INT, PostingLayout.COUNT, rows);
        job.set(JAVA_LONG, PostingLayout.LISTS, table.address());
        job.set(JAVA_INT, PostingLayout.LIST_COUNT, count);
        try (var _ = lists.memory().lease()) {
            kernels.scan(job.address());
        }
    }

    @Override
    public void deepen() {
        try (var _ = lists.memory().lease()) {
            kernels.deepen(job.address());
        }
    }

    @Override
    public int peaks(int[] largest) {
        int blocks = (windowRows + BLOCK_ROWS - 1) / BLOCK_ROWS;
        MemorySegment.copy(peaks, JAVA_INT, 0, largest, 0, blocks);
        return blocks;
    }

    @Override
    public int gather(int threshold) {
        job.set(JAVA_INT, PostingLayout.THRESHOLD, Math.max(1, threshold));
        kernels.gather(job.address());
        gathered = job.get(JAVA_INT, PostingLayout.CANDIDATE_COUNT);
        return gathered;
    }

    @Override
    public void candidates(int[] ordinals, int[] limits) {
        MemorySegment.copy(candidates, JAVA_INT, 0, ordinals, 0, gathered);
        MemorySegment.copy(candidateBounds, JAVA_INT, 0, limits, 0, gathered);
    }

    @Override
    public long added() {
        return job.get(JAVA_LONG, PostingLayout.ADDED);
    }
}
