package dev.lanes.kernels.internal;

import dev.lanes.kernels.BitSimilarity;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.vector.Similarity;

/// Java's Vector API.
public final class PanamaKernels implements BackendKernels {
    PanamaKernels() {}

    @Override
    public BlockKernel<float[]> float32(Similarity similarity, Records rows) {
        return new GroupByGroup<>(
                rows, similarity == Similarity.EUCLIDEAN ? new PanamaSquaredL2() : new PanamaDot());
    }

    @Override
    public BlockKernel<float[]> bfloat16(Similarity similarity, Records rows) {
        int values = Math.toIntExact(rows.stride() / Short.BYTES);
        return new GroupByGroup<>(
                rows,
                similarity == Similarity.EUCLIDEAN
                        ? new PanamaSquaredL2OfBFloat16(values)
                        : new PanamaDotOfBFloat16(values));
    }

    @Override
    public BlockKernel<CodeQuery> int8(Records rows, RowRounding rounding) {
        var codes = new GroupByGroup<>(rows, new PanamaInt8(rounding.bytes));
        return new CodedRows(codes, rows, rounding);
    }

    @Override
    public BlockKernel<CodeQuery> int4(Records rows, int bytes) {
        return new GroupByGroup<>(rows, new PanamaInt4(bytes));
    }

    @Override
    public BlockKernel<CodeQuery> binary(Records rows) {
        return new GroupByGroup<>(rows, new PanamaBinary(Math.toIntExact(rows.stride())));
    }

    @Override
    public BlockKernel<long[]> bits(BitSimilarity similarity, Records rows) {
        return similarity == BitSimilarity.HAMMING
                ? new GroupByGroup<>(rows, new PanamaHamming())
                : new RowByRow<>(rows, new PanamaJaccard());
    }

    @Override
    public Batch float32Batch(
            Similarity similarity, Records rows, float[][] queries, OffHeap memory) {
        return new JavaFloatBatch(new PanamaTileProduct(), similarity, rows, queries);
    }

    @Override
    public String description() {
        return "panama, %d bits".formatted(PanamaLanes.SPECIES.vectorBitSize());
    }
}
