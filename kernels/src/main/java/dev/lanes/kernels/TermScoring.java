package dev.lanes.kernels;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.lanes.memory.OffHeap;
import dev.lanes.simd.NativePostings;
import dev.lanes.simd.PostingLayout;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Optional;

/// Scores rows of weighted terms in C. Whatever the rows say is checked before it is followed. For
/// one thread.
public final class TermScoring implements RowScoring {
    /// Rows a call, because a call holds up safepoints until it is done.
    private static final int MOST_ROWS = 1024;

    private final Rows rows;
    private final NativePostings kernels;
    private final MemorySegment job = OffHeap.scratch(PostingLayout.ROW_JOB_BYTES);
    private final MemorySegment query;
    private final MemorySegment filter =
            OffHeap.scratch(PostingLayout.FILTER_BITS / (long) Byte.SIZE);

    /// By bit of the filter: terms of the query that set it.
    private final int[] setters = new int[PostingLayout.FILTER_BITS];

    private final MemorySegment ordinals = OffHeap.scratch(MOST_ROWS * (long) Integer.BYTES);
    private final MemorySegment scores = OffHeap.scratch(MOST_ROWS * (long) Float.BYTES);

    private TermScoring(Rows rows, NativePostings kernels) {
        this.rows = rows;
        this.kernels = kernels;
        var form = rows.form();
        query = OffHeap.scratch((form.termLimit() + 1L) * Float.BYTES);
        long size = rows.starts().byteSize() / Integer.BYTES - 1;
        job.set(JAVA_LONG, PostingLayout.ROW_STARTS, rows.starts().address());
        job.set(JAVA_LONG, PostingLayout.ROW_ROWS, rows.rows().address());
        job.set(JAVA_LONG, PostingLayout.ROW_QUERY, query.address());
        job.set(JAVA_LONG, PostingLayout.ROW_FILTER, filter.address());
        job.set(JAVA_LONG, PostingLayout.ROW_ORDINALS, ordinals.address());
        job.set(JAVA_LONG, PostingLayout.ROW_SCORES, scores.address());
        job.set(JAVA_LONG, PostingLayout.ROW_POSTINGS, checkedPostings(rows));
        job.set(JAVA_INT, PostingLayout.ROW_SIZE, Math.toIntExact(size));
        job.set(JAVA_INT, PostingLayout.ROW_TERM_BYTES, form.termBytes());
        job.set(JAVA_INT, PostingLayout.ROW_WEIGHT_BYTES, form.weightBytes());
        job.set(JAVA_INT, PostingLayout.ROW_TERMS, form.termLimit());
    }

    private static long checkedPostings(Rows rows) {
        long bytes = rows.postings() * (rows.form().termBytes() + rows.form().weightBytes());
        if (bytes > rows.rows().byteSize()) {
            throw new IllegalArgumentException(
                    "%d postings must have %d bytes but had %d"
                            .formatted(rows.postings(), bytes, rows.rows().byteSize()));
        }
        return rows.postings();
    }

    /// A scoring in C.
    ///
    /// @param kernels who computes
    /// @param rows what is scored
    /// @return nothing, unless the backend is native
    public static Optional<TermScoring> of(Kernels kernels, Rows rows) {
        return kernels.kernels()
                .natives()
                .map(natives -> new TermScoring(rows, new NativePostings(natives)));
    }

    @Override
    public void weigh(int term, float weight) {
        float before =
                query.getAtIndex(JAVA_FLOAT, Objects.checkIndex(term, rows.form().termLimit()));
        query.setAtIndex(JAVA_FLOAT, term, weight);
        int bit = term % PostingLayout.FILTER_BITS;
        setters[bit] += (weight == 0 ? 0 : 1) - (before == 0 ? 0 : 1);
        int mask = 1 << bit % Byte.SIZE;
        int others = filter.get(JAVA_BYTE, bit / Byte.SIZE) & ~mask;
        filter.set(JAVA_BYTE, bit / Byte.SIZE, (byte) (setters[bit] == 0 ? others : others | mask));
    }

    @Override
    public void score(int[] rowsToScore, int count, float[] results) {
        for (int from = 0; from < count; from += MOST_ROWS) {
            int part = Math.min(MOST_ROWS, count - from);
            MemorySegment.copy(rowsToScore, from, ordinals, JAVA_INT, 0, part);
            job.set(JAVA_INT, PostingLayout.ROW_COUNT, part);
            try (var _ = rows.memory().lease()) {
                kernels.score(job.address());
            }
            MemorySegment.copy(scores, JAVA_FLOAT, 0, results, from, part);
        }
    }
}
