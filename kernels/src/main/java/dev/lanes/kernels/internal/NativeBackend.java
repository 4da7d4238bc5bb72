package dev.lanes.kernels.internal;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.lanes.kernels.BitSimilarity;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.simd.BlockOperation;
import dev.lanes.simd.NativeBatch;
import dev.lanes.simd.NativeKernels;
import dev.lanes.vector.Similarity;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// C through JNI.
public final class NativeBackend implements BackendKernels {
    private final NativeKernels kernels;

    NativeBackend(NativeKernels kernels) {
        this.kernels = kernels;
    }

    @Override
    public BlockKernel<float[]> float32(Similarity similarity, Records rows) {
        int bytes = Math.toIntExact(rows.stride());
        return new NativeBlockKernel<>(
                scoring(
                        similarity == Similarity.EUCLIDEAN
                                ? BlockOperation.F32_SQUARED_L2
                                : BlockOperation.F32_DOT,
                        rows,
                        bytes),
                new NativeQuery<>(bytes, NativeBackend::copy));
    }

    @Override
    public BlockKernel<float[]> bfloat16(Similarity similarity, Records rows) {
        int bytes = Math.toIntExact(rows.stride());
        var ordered = new float[bytes / Short.BYTES];
        return new NativeBlockKernel<>(
                scoring(
                        similarity == Similarity.EUCLIDEAN
                                ? BlockOperation.BF16_SQUARED_L2
                                : BlockOperation.BF16_DOT,
                        rows,
                        bytes),
                new NativeQuery<>(
                        ordered.length * Float.BYTES,
                        (float[] query, MemorySegment place) -> {
                            PairOrder.arrange(query, ordered);
                            copy(ordered, place);
                        }));
    }

    @Override
    public BlockKernel<CodeQuery> int8(Records rows, RowRounding rounding) {
        return new NativeCodedRows(scoring(BlockOperation.U8_DOT, rows, rounding.bytes), rounding);
    }

    @Override
    public BlockKernel<CodeQuery> int4(Records rows, int bytes) {
        return coded(BlockOperation.U4_DOT, rows, bytes, 2 * bytes);
    }

    @Override
    public BlockKernel<CodeQuery> binary(Records rows) {
        int bytes = Math.toIntExact(rows.stride());
        return coded(BlockOperation.U1_DOT, rows, bytes, 4 * bytes);
    }

    private BlockKernel<CodeQuery> coded(
            BlockOperation operation, Records rows, int bytes, int codes) {
        var query = new NativeQuery<>(CodeQuery.HEAD_BYTES + codes, CodeQuery::writeTo);
        return new NativeBlockKernel<>(scoring(operation, rows, bytes), query);
    }

    @Override
    public BlockKernel<long[]> bits(BitSimilarity similarity, Records rows) {
        int bytes = Math.toIntExact(rows.stride());
        return new NativeBlockKernel<>(
                scoring(
                        similarity == BitSimilarity.HAMMING
                                ? BlockOperation.BITS_HAMMING
                                : BlockOperation.BITS_JACCARD,
                        rows,
                        bytes),
                new NativeQuery<>(
                        bytes,
                        (query, place) ->
                                MemorySegment.copy(query, 0, place, JAVA_LONG, 0, query.length)));
    }

    private NativeScoring scoring(BlockOperation operation, Records rows, int bytes) {
        return new NativeScoring(kernels, operation, rows, bytes);
    }

    private static void copy(float[] query, MemorySegment place) {
        MemorySegment.copy(query, 0, place, JAVA_FLOAT, 0, query.length);
    }

    @Override
    public Batch float32Batch(
            Similarity similarity, Records rows, float[][] queries, OffHeap memory) {
        return new NativeFloatBatch(new NativeBatch(kernels), similarity, rows, queries, memory);
    }

    @Override
    public Optional<Batch> int8Batch(Records rows, CodeQuery[] queries, OffHeap memory) {
        var batch = new NativeBatch(kernels);
        return batch.hasU8()
                ? Optional.of(new NativeCodeBatch(batch, rows, queries, memory))
                : Optional.empty();
    }

    @Override
    public Optional<NativeKernels> natives() {
        return Optional.of(kernels);
    }

    @Override
    public String description() {
        return "native, " + kernels.tier().label();
    }
}
