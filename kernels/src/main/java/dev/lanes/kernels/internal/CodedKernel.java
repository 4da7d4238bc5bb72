package dev.lanes.kernels.internal;

import java.util.Optional;
import java.util.function.Consumer;

/// A kernel over coded rows, whose queries are rounded to codes first.
final class CodedKernel implements BlockKernel<float[]> {
    private final BlockKernel<CodeQuery> codes;
    private final CodeQuery query;
    private final Consumer<float[]> rounding;

    /// Compares codes.
    ///
    /// @param codes who compares them
    /// @param query the query in codes
    /// @param rounding writes a query's codes and numbers there
    CodedKernel(BlockKernel<CodeQuery> codes, CodeQuery query, Consumer<float[]> rounding) {
        this.codes = codes;
        this.query = query;
        this.rounding = rounding;
    }

    @Override
    public void prepare(float[] values) {
        rounding.accept(values);
        codes.prepare(query);
    }

    @Override
    public boolean prepareRow(int ordinal) {
        return codes.prepareRow(ordinal);
    }

    @Override
    public void score(int[] ordinals, int count, float[] raw) {
        codes.score(ordinals, count, raw);
    }

    @Override
    public Optional<NativeQueryPlace> nativeQuery() {
        return codes.nativeQuery();
    }
}
