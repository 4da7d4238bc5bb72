package dev.lanes.kernels;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.lanes.memory.Bits;
import dev.lanes.memory.OffHeap;
import dev.lanes.simd.NativePacked;
import dev.lanes.simd.PackedLayout;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Optional;

/// Scores rows by packed posting lists in C. Whatever the lists say is checked before it is
/// followed, so that damaged ones give wrong scores and nothing worse. For one thread.
public final class ListSums implements PackedSums {
    private static final int FEW_LISTS = 64;
    private static final int BLOCK_ROWS = 16;

    private final Lists lists;
    private final NativePacked kernels;
    private final MemorySegment job = OffHeap.scratch(PackedLayout.JOB_BYTES);
    private final MemorySegment sums;
    private final MemorySegment ordinals;
    private final MemorySegment scores;
    private MemorySegment table = OffHeap.scratch(FEW_LISTS * PackedLayout.LIST_BYTES);

    /// Kept while its address is in the job.
    private final Bits[] accepted = new Bits[1];

    private int count;
    private int gathered;

    private ListSums(Lists lists, NativePacked kernels) {
        this.lists = lists;
        this.kernels = kernels;
        long rows = Math.min(WINDOW_ROWS, lists.rows() + (long) BLOCK_ROWS);
        sums = OffHeap.scratch(rows * Double.BYTES);
        ordinals = OffHeap.scratch(rows * Integer.BYTES);
        scores = OffHeap.scratch(rows * Float.BYTES);
        job.set(JAVA_LONG, PackedLayout.SUMS, sums.address());
        job.set(JAVA_LONG, PackedLayout.ORDINALS, ordinals.address());
        job.set(JAVA_LONG, PackedLayout.SCORES, scores.address());
        job.set(JAVA_INT, PackedLayout.WEIGHT_BYTES, lists.weightBytes());
    }

    /// Sums in C.
    ///
    /// @param kernels who computes
    /// @param lists what is added up
    /// @return nothing, unless the backend is native
    public static Optional<ListSums> of(Kernels kernels, Lists lists) {
        return kernels.kernels()
                .natives()
                .map(natives -> new ListSums(lists, new NativePacked(natives)));
    }

    @Override
    public void clear() {
        count = 0;
        gathered = 0;
        job.set(JAVA_LONG, PackedLayout.ADDED, 0);
    }

    @Override
    public void add(PackedList list) {
        var form = list.form();
        if (form.gapBits() < 1
                || form.gapBits() > MOST_GAP_BITS
                || form.weightBits() < 0
                || form.weightBits() > Integer.SIZE) {
            throw new IllegalArgumentException(
                    "fields must have 1..24 bits of distance and 0..32 of weight but were " + form);
        }
        long bytes = Math.multiplyExact(list.count(), form.bytes());
        Objects.checkFromIndexSize(list.from(), bytes, lists.fields().byteSize() - SLACK_BYTES);
        if (count * PackedLayout.LIST_BYTES == table.byteSize()) {
            table = OffHeap.scratch(2 * table.byteSize()).copyFrom(table);
        }
        long at = count * PackedLayout.LIST_BYTES;
        long address = lists.fields().address() + list.from();
        table.set(JAVA_LONG, at + PackedLayout.LIST_FIELDS, address);
        table.set(JAVA_LONG, at + PackedLayout.LIST_COUNT_OF_FIELDS, list.count());
        table.set(JAVA_LONG, at + PackedLayout.LIST_NEXT, 0);
        table.set(JAVA_DOUBLE, at + PackedLayout.LIST_WEIGHT, list.weight());
        table.set(JAVA_INT, at + PackedLayout.LIST_ORDINAL, 0);
        table.set(JAVA_INT, at + PackedLayout.LIST_GAP_BITS, form.gapBits());
        table.set(JAVA_INT, at + PackedLayout.LIST_WEIGHT_BITS, form.weightBits());
        table.set(JAVA_INT, at + PackedLayout.LIST_BASE, form.base());
        count++;
    }

    @Override
    public void accept(Bits rows) {
        Objects.checkFromToIndex(0, lists.rows(), rows.length());
        accepted[0] = rows;
        job.set(JAVA_LONG, PackedLayout.ACCEPTED, rows.words().address());
    }

    @Override
    public void sum(int from, int rows) {
        Objects.checkFromIndexSize(from, rows, lists.rows());
        if (rows > WINDOW_ROWS) {
            throw new IndexOutOfBoundsException(
                    "window must have at most %d rows but had %d".formatted(WINDOW_ROWS, rows));
        }
        if (job.get(JAVA_LONG, PackedLayout.ACCEPTED) == 0) {
            throw new IllegalStateException("rows must be accepted before a window but were not");
        }
        gathered = 0;
        job.set(JAVA_INT, PackedLayout.FROM, from);
        job.set(JAVA_INT, PackedLayout.COUNT, rows);
        job.set(JAVA_LONG, PackedLayout.LISTS, table.address());
        job.set(JAVA_INT, PackedLayout.LIST_COUNT, count);
        try (var _ = lists.memory().lease()) {
            kernels.sum(job.address());
        }
    }

    @Override
    public int gather(float threshold) {
        job.set(JAVA_FLOAT, PackedLayout.THRESHOLD, threshold);
        kernels.gather(job.address());
        gathered = job.get(JAVA_INT, PackedLayout.GATHERED);
        return gathered;
    }

    @Override
    public void gathered(int[] rows, float[] values) {
        MemorySegment.copy(ordinals, JAVA_INT, 0, rows, 0, gathered);
        MemorySegment.copy(scores, JAVA_FLOAT, 0, values, 0, gathered);
    }

    @Override
    public long added() {
        return job.get(JAVA_LONG, PackedLayout.ADDED);
    }
}
