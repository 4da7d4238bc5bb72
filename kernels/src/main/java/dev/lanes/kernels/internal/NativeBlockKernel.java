package dev.lanes.kernels.internal;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.simd.NativeBlock;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Hands blocks of rows to a C kernel: the query, the addresses of the rows and the results lie in
/// memory of this kernel's own, outside the heap, since the border passes nothing but addresses.
///
/// C code checks nothing. What keeps it inside the matrix: the ordinals are checked by the scorer,
/// records know their chunk, and a lease holds the memory during the call. The lease is taken here,
/// although searches hold one too, so that a scorer without one meets an exception, not freed
/// memory.
///
/// @param <Q> what a query is in Java
final class NativeBlockKernel<Q> implements BlockKernel<Q> {
    /// What crosses the border at once. A call holds up safepoints until it is done: with this many
    /// rows some ten microseconds. A multiple of eight, so that whole groups stay whole.
    private static final int MAX_ROWS = 128;

    private final NativeScoring scoring;
    private final NativeBlock kernel;
    private final Records rows;
    private final BiConsumer<Q, MemorySegment> writer;
    private final MemorySegment query;
    private final MemorySegment addresses;
    private final MemorySegment results;

    NativeBlockKernel(NativeScoring scoring, NativeQuery<Q> layout) {
        this.scoring = scoring;
        this.kernel = scoring.kernels().block(scoring.operation());
        this.rows = scoring.rows();
        this.writer = layout.writer();
        long queryBytes = layout.bytes();
        long addressBytes = MAX_ROWS * JAVA_LONG.byteSize();
        long resultBytes = MAX_ROWS * JAVA_FLOAT.byteSize();
        // One piece, so that whoever can still reach its results keeps all of it alive.
        var scratch = OffHeap.scratch(queryBytes + addressBytes + resultBytes);
        this.query = scratch.asSlice(0, queryBytes);
        this.addresses = scratch.asSlice(queryBytes, addressBytes);
        this.results = scratch.asSlice(queryBytes + addressBytes, resultBytes);
    }

    @Override
    public Optional<NativeQueryPlace> nativeQuery() {
        return Optional.of(new NativeQueryPlace(scoring, query));
    }

    @Override
    public void prepare(Q values) {
        writer.accept(values, query);
    }

    @Override
    public void score(int[] ordinals, int count, float[] raw) {
        try (var _ = rows.lease()) {
            for (int from = 0; from < count; from += MAX_ROWS) {
                scoreSome(ordinals, from, Math.min(MAX_ROWS, count - from), raw);
            }
        }
    }

    private void scoreSome(int[] ordinals, int from, int count, float[] raw) {
        for (int i = 0; i < count; i++) {
            int ordinal = ordinals[from + i];
            long address = rows.segment(ordinal).address() + rows.offset(ordinal);
            addresses.setAtIndex(JAVA_LONG, i, address);
        }
        kernel.score(
                query.address(), addresses.address(), count, scoring.bytes(), results.address());
        // Reads the scratch memory, and so keeps it from being freed before the call is over.
        MemorySegment.copy(results, JAVA_FLOAT, 0, raw, from, count);
    }
}
