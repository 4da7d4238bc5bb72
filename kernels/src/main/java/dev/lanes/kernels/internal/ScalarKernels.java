package dev.lanes.kernels.internal;

import dev.lanes.kernels.BitSimilarity;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.vector.Similarity;

/// Plain Java.
public final class ScalarKernels implements BackendKernels {
    ScalarKernels() {}

    @Override
    public BlockKernel<float[]> float32(Similarity similarity, Records rows) {
        return new RowByRow<>(
                rows,
                similarity == Similarity.EUCLIDEAN
                        ? ScalarFloats::negatedSquaredL2
                        : ScalarFloats::dot);
    }

    @Override
    public BlockKernel<float[]> bfloat16(Similarity similarity, Records rows) {
        return new RowByRow<>(
                rows,
                similarity == Similarity.EUCLIDEAN
                        ? ScalarFloats::negatedSquaredL2OfBFloat16
                        : ScalarFloats::dotOfBFloat16);
    }

    @Override
    public BlockKernel<CodeQuery> int8(Records rows, RowRounding rounding) {
        int bytes = rounding.bytes;
        var codes =
                new RowByRow<CodeQuery>(
                        rows,
                        (query, row, at) ->
                                query.value(ScalarCodes.int8(query, row, at, bytes), row, at));
        return new CodedRows(codes, rows, rounding);
    }

    @Override
    public BlockKernel<CodeQuery> int4(Records rows, int bytes) {
        return new RowByRow<>(
                rows,
                (query, row, at) -> query.value(ScalarCodes.int4(query, row, at, bytes), row, at));
    }

    @Override
    public BlockKernel<CodeQuery> binary(Records rows) {
        int bytes = Math.toIntExact(rows.stride());
        return new RowByRow<>(
                rows,
                (query, row, at) ->
                        query.bitValue(ScalarCodes.planes(query, row, at, bytes), row, at));
    }

    @Override
    public BlockKernel<long[]> bits(BitSimilarity similarity, Records rows) {
        return new RowByRow<>(
                rows,
                similarity == BitSimilarity.HAMMING ? ScalarBits::hamming : ScalarBits::jaccard);
    }

    @Override
    public Batch float32Batch(
            Similarity similarity, Records rows, float[][] queries, OffHeap memory) {
        return new JavaFloatBatch(new ScalarTileProduct(), similarity, rows, queries);
    }

    @Override
    public String description() {
        return "scalar";
    }
}
