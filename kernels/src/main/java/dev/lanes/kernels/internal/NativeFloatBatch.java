package dev.lanes.kernels.internal;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.simd.BatchLayout;
import dev.lanes.simd.NativeBatch;
import dev.lanes.vector.Similarity;
import java.lang.foreign.MemorySegment;

/// float32 queries for the C kernels.
final class NativeFloatBatch implements Batch {
    private final NativeBatch kernels;
    private final Similarity similarity;
    private final Records rows;
    private final int dimension;
    private final OffHeap memory;
    private final MemorySegment packed;
    private final float[] scales;
    private final double[] lengths;

    NativeFloatBatch(
            NativeBatch kernels,
            Similarity similarity,
            Records rows,
            float[][] queries,
            OffHeap memory) {
        this.kernels = kernels;
        this.similarity = similarity;
        this.rows = rows;
        this.dimension = Math.toIntExact(rows.stride() / Float.BYTES);
        this.memory = memory;
        this.scales = new float[queries.length];
        this.lengths = new double[queries.length];
        this.packed = memory.allocate(NativeJob.padded(queries.length) * rows.stride());
        pack(queries);
    }

    private void pack(float[][] queries) {
        var plain = memory.allocate(queries.length * rows.stride());
        for (int i = 0; i < queries.length; i++) {
            MemorySegment.copy(queries[i], 0, plain, JAVA_FLOAT, i * rows.stride(), dimension);
            scales[i] = similarity == Similarity.EUCLIDEAN ? 2 : 1;
            lengths[i] = FloatErrors.length(queries[i]);
        }
        var job = job();
        job.set(BatchLayout.PLAIN, plain);
        kernels.f32Pack(job.address());
    }

    private NativeJob job() {
        var job = new NativeJob(memory, scales, dimension);
        job.set(BatchLayout.PACKED, packed);
        job.setInt(
                BatchLayout.ADDENDS,
                switch (similarity) {
                    case COSINE -> BatchLayout.ADDENDS_NONE;
                    case DOT -> BatchLayout.ADDENDS_LARGEST;
                    case EUCLIDEAN -> BatchLayout.ADDENDS_ROW;
                });
        if (similarity == Similarity.COSINE) {
            // Squared, and with what rounding may have added to 1.
            job.setFloat(BatchLayout.LARGEST, 1.001f);
        }
        return job;
    }

    @Override
    public Pass pass() {
        return new NativePass(job(), rows, kernels::f32Score, this::bound);
    }

    private double bound(int query, float largest) {
        // The squared length of the row was a sum of rounded products itself.
        double row = Math.sqrt(largest * (1 + dimension * 0x1p-23));
        return FloatErrors.bound(similarity, dimension, lengths[query], row);
    }

    @Override
    public boolean exact() {
        return false;
    }
}
