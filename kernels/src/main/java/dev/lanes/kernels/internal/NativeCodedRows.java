package dev.lanes.kernels.internal;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Optional;
import java.util.function.Consumer;

/// A kernel in C for rows of 8-bit codes that takes such rows as queries too: C writes the query
/// where C reads it.
final class NativeCodedRows implements BlockKernel<CodeQuery> {
    private final NativeScoring scoring;
    private final NativeBlockKernel<Consumer<MemorySegment>> codes;
    private final RowRounding rounding;

    /// For rows.
    ///
    /// @param scoring where they lie and who computes
    /// @param rounding how many codes, and how a row becomes a query
    NativeCodedRows(NativeScoring scoring, RowRounding rounding) {
        this.scoring = scoring;
        this.rounding = rounding;
        var layout =
                new NativeQuery<Consumer<MemorySegment>>(
                        CodeQuery.HEAD_BYTES + rounding.bytes, Consumer::accept);
        this.codes = new NativeBlockKernel<>(scoring, layout);
    }

    @Override
    public void prepare(CodeQuery query) {
        codes.prepare(query::writeTo);
    }

    /// Under a lease, as whatever C reads.
    @Override
    public boolean prepareRow(int ordinal) {
        var rows = scoring.rows();
        try (var _ = rows.lease()) {
            long row = rows.segment(ordinal).address() + rows.offset(ordinal);
            codes.prepare(place -> write(row, place));
        }
        return true;
    }

    private void write(long row, MemorySegment query) {
        try {
            scoring.kernels()
                    .u8Query(row, rounding.forC.address(), rounding.bytes, query.address());
        } finally {
            // Neither is freed before the call is over.
            Reference.reachabilityFence(rounding);
            Reference.reachabilityFence(query);
        }
    }

    @Override
    public Optional<NativeQueryPlace> nativeQuery() {
        return codes.nativeQuery();
    }

    @Override
    public void score(int[] ordinals, int count, float[] raw) {
        codes.score(ordinals, count, raw);
    }
}
