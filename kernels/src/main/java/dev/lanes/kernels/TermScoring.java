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

    /// Places for the query's terms, of 8 bytes, so that the first-level cache has room for more.
    private static final int FEWEST_PLACES = 1024;

    private final Rows rows;
    private final NativePostings kernels;
    private final MemorySegment job = OffHeap.scratch(PostingLayout.ROW_JOB_BYTES);
    private final MemorySegment query;
    private final MemorySegment filter =
            OffHeap.scratch(PostingLayout.FILTER_BITS / (long) Byte.SIZE);

    /// The query's terms and weights, each at the place of its lowest bits or behind it.
    private MemorySegment table = OffHeap.scratch(FEWEST_PLACES * PostingLayout.ASKED_BYTES);

    private int[] asked = {};
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
        ask(new int[0], new float[0]);
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
    public void ask(int[] terms, float[] weights) {
        for (int term : asked) {
            query.setAtIndex(JAVA_FLOAT, term, 0);
        }
        filter.fill((byte) 0);
        int places = placesFor(terms.length);
        table.fill((byte) -1);
        asked = terms.clone();
        for (int i = 0; i < terms.length; i++) {
            int term = Objects.checkIndex(terms[i], rows.form().termLimit());
            query.setAtIndex(JAVA_FLOAT, term, weights[i]);
            int bit = term % PostingLayout.FILTER_BITS;
            long eight = bit / Byte.SIZE;
            int bits = filter.get(JAVA_BYTE, eight) | 1 << bit % Byte.SIZE;
            filter.set(JAVA_BYTE, eight, (byte) bits);
            enter(term, weights[i], places - 1);
        }
        job.set(JAVA_LONG, PostingLayout.ROW_ASKED, table.address());
        job.set(JAVA_INT, PostingLayout.ROW_ASKED_MASK, places - 1);
    }

    /// Sees to it that there is room for so many terms; the table is not emptied.
    private int placesFor(int terms) {
        long places = table.byteSize() / PostingLayout.ASKED_BYTES;
        if (2L * terms > places) {
            places = 2 * Long.highestOneBit(2L * terms - 1);
            table = OffHeap.scratch(places * PostingLayout.ASKED_BYTES);
        }
        return Math.toIntExact(places);
    }

    private void enter(int term, float weight, int mask) {
        int place = term & mask;
        while (table.get(JAVA_INT, place * PostingLayout.ASKED_BYTES) != PostingLayout.NO_TERM) {
            place = (place + 1) & mask;
        }
        table.set(JAVA_INT, place * PostingLayout.ASKED_BYTES, term);
        table.set(
                JAVA_FLOAT, place * PostingLayout.ASKED_BYTES + PostingLayout.ASKED_WEIGHT, weight);
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
