package dev.lanes.kernels.internal;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.lanes.kernels.BitSimilarity;
import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
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
                similarity == Similarity.EUCLIDEAN ? kernels::f32SquaredL2 : kernels::f32Dot,
                rows,
                bytes,
                new NativeQuery<>(bytes, NativeBackend::copy));
    }

    @Override
    public BlockKernel<float[]> bfloat16(Similarity similarity, Records rows) {
        int bytes = Math.toIntExact(rows.stride());
        var ordered = new float[bytes / Short.BYTES];
        return new NativeBlockKernel<>(
                similarity == Similarity.EUCLIDEAN ? kernels::bf16SquaredL2 : kernels::bf16Dot,
                rows,
                bytes,
                new NativeQuery<>(
                        ordered.length * Float.BYTES,
                        (float[] query, MemorySegment place) -> {
                            PairOrder.arrange(query, ordered);
                            copy(ordered, place);
                        }));
    }

    @Override
    public BlockKernel<CodeQuery> int8(Records rows, int bytes) {
        return coded(kernels::u8Dot, rows, bytes, bytes);
    }

    @Override
    public BlockKernel<CodeQuery> int4(Records rows, int bytes) {
        return coded(kernels::u4Dot, rows, bytes, 2 * bytes);
    }

    @Override
    public BlockKernel<CodeQuery> binary(Records rows) {
        int bytes = Math.toIntExact(rows.stride());
        return coded(kernels::u1Dot, rows, bytes, 4 * bytes);
    }

    private static BlockKernel<CodeQuery> coded(
            NativeBlockKernel.Operation operation, Records rows, int bytes, int codes) {
        var query = new NativeQuery<>(CodeQuery.HEAD_BYTES + codes, CodeQuery::writeTo);
        return new NativeBlockKernel<>(operation, rows, bytes, query);
    }

    @Override
    public BlockKernel<long[]> bits(BitSimilarity similarity, Records rows) {
        int bytes = Math.toIntExact(rows.stride());
        return new NativeBlockKernel<>(
                similarity == BitSimilarity.HAMMING ? kernels::bitsHamming : kernels::bitsJaccard,
                rows,
                bytes,
                new NativeQuery<>(
                        bytes,
                        (query, place) ->
                                MemorySegment.copy(query, 0, place, JAVA_LONG, 0, query.length)));
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
    public String description() {
        return "native, " + kernels.tier().label();
    }
}
