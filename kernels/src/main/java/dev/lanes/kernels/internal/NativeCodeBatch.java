package dev.lanes.kernels.internal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.lanes.memory.OffHeap;
import dev.lanes.memory.Records;
import dev.lanes.simd.BatchLayout;
import dev.lanes.simd.NativeBatch;
import java.lang.foreign.MemorySegment;

/// 8-bit queries for the C kernels. The sums of codes are exact; values are scale · sum + term, in
/// float32 and without the shift, which is the same for all rows of a query.
final class NativeCodeBatch implements Batch {
    private static final double UNIT = 0x1p-24;
    private static final int LARGEST_CODE = 255;

    /// The scale, the sum as a float and the multiply-add are rounded, and so is the scorer's
    /// result; two of those may be of twice the size of the parts.
    private static final int STEPS = 8;

    private final NativeBatch kernels;
    private final Records rows;
    private final CodeQuery[] queries;
    private final int bytes;
    private final OffHeap memory;
    private final MemorySegment packed;
    private final float[] scales;

    /// The largest magnitude of a sum.
    private final double[] largestSums;

    NativeCodeBatch(NativeBatch kernels, Records rows, CodeQuery[] queries, OffHeap memory) {
        this.kernels = kernels;
        this.rows = rows;
        this.queries = queries.clone();
        this.bytes = queries[0].codes.length;
        this.memory = memory;
        this.scales = new float[queries.length];
        this.largestSums = new double[queries.length];
        this.packed = memory.allocate(2L * NativeJob.padded(queries.length) * bytes);
        pack();
    }

    private void pack() {
        var plain = memory.allocate((long) queries.length * bytes);
        for (int i = 0; i < queries.length; i++) {
            var codes = queries[i].codes;
            MemorySegment.copy(codes, 0, plain, JAVA_BYTE, (long) i * bytes, bytes);
            scales[i] = (float) queries[i].scale;
            for (byte code : codes) {
                largestSums[i] += LARGEST_CODE * Math.abs(code);
            }
        }
        var job = job();
        job.set(BatchLayout.PLAIN, plain);
        kernels.u8Pack(job.address());
    }

    private NativeJob job() {
        var job = new NativeJob(memory, scales, bytes);
        job.set(BatchLayout.PACKED, packed);
        job.setInt(
                BatchLayout.ADDENDS,
                queries[0].tail == 0 ? BatchLayout.ADDENDS_NONE : BatchLayout.ADDENDS_ROW);
        job.setInt(BatchLayout.TAIL, queries[0].tail);
        return job;
    }

    @Override
    public Pass pass() {
        return new NativePass(job(), rows, kernels::u8Score, this::bound);
    }

    private double bound(int query, float largestTerm) {
        double sums = largestSums[query];
        double parts =
                Math.abs(queries[query].scale) * sums
                        + Math.abs(queries[query].shift)
                        + largestTerm;
        if (!(parts < Float.MAX_VALUE / STEPS)) {
            return Double.POSITIVE_INFINITY;
        }
        // A scale below the smallest normal float has lost more than its last bit.
        return STEPS * (UNIT * parts + (sums + 1) * Float.MIN_VALUE);
    }

    @Override
    public boolean exact() {
        return false;
    }
}
