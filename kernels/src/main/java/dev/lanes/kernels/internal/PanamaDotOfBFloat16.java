package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.PairOrder.HALF;
import static dev.lanes.kernels.internal.PanamaLanes.INTS;
import static dev.lanes.kernels.internal.PanamaLanes.LENGTH;
import static dev.lanes.kernels.internal.PanamaLanes.SPECIES;
import static dev.lanes.kernels.internal.PanamaLanes.loadInts;
import static dev.lanes.kernels.internal.PanamaLanes.total;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.LSHL;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Dot products of bfloat16 rows.
final class PanamaDotOfBFloat16 implements GroupByGroup.Operation<float[]> {
    private static final int UPPER_HALF = 0xffff0000;

    /// In [PairOrder].
    private final float[] query;

    PanamaDotOfBFloat16(int values) {
        this.query = new float[values];
    }

    @Override
    public void prepare(float[] query) {
        PairOrder.arrange(query, this.query);
    }

    @Override
    public int groupSize() {
        return 4;
    }

    @Override
    public float one(MemorySegment row, long at) {
        var values = query;
        var sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < values.length / 2; i += LENGTH) {
            int even = place(i);
            var qe = FloatVector.fromArray(SPECIES, values, even);
            var qo = FloatVector.fromArray(SPECIES, values, even + HALF);
            sum = add(qe, qo, loadInts(row, at + 4L * i), sum);
        }
        return total(sum);
    }

    /// Written out: what is not the Vector API's own is not inlined any more in methods of this
    /// size, and vectors that cross a call are boxed.
    @Override
    public void group(RowGroup rows, float[] raw, int from) {
        var upper = IntVector.broadcast(INTS, UPPER_HALF);
        var s0 = FloatVector.zero(SPECIES);
        var s1 = s0;
        var s2 = s0;
        var s3 = s0;
        var values = query;
        for (int i = 0; i < values.length / 2; i += LENGTH) {
            int even = place(i);
            var qe = FloatVector.fromArray(SPECIES, values, even);
            var qo = FloatVector.fromArray(SPECIES, values, even + HALF);
            long at = 4L * i;
            var c0 = IntVector.fromMemorySegment(INTS, rows.m0, rows.a0 + at, LITTLE_ENDIAN);
            var e0 = c0.lanewise(LSHL, 16).reinterpretAsFloats();
            var o0 = c0.and(upper).reinterpretAsFloats();
            s0 = qo.fma(o0, qe.fma(e0, s0));
            var c1 = IntVector.fromMemorySegment(INTS, rows.m1, rows.a1 + at, LITTLE_ENDIAN);
            var e1 = c1.lanewise(LSHL, 16).reinterpretAsFloats();
            var o1 = c1.and(upper).reinterpretAsFloats();
            s1 = qo.fma(o1, qe.fma(e1, s1));
            var c2 = IntVector.fromMemorySegment(INTS, rows.m2, rows.a2 + at, LITTLE_ENDIAN);
            var e2 = c2.lanewise(LSHL, 16).reinterpretAsFloats();
            var o2 = c2.and(upper).reinterpretAsFloats();
            s2 = qo.fma(o2, qe.fma(e2, s2));
            var c3 = IntVector.fromMemorySegment(INTS, rows.m3, rows.a3 + at, LITTLE_ENDIAN);
            var e3 = c3.lanewise(LSHL, 16).reinterpretAsFloats();
            var o3 = c3.and(upper).reinterpretAsFloats();
            s3 = qo.fma(o3, qe.fma(e3, s3));
        }
        raw[from] = total(s0);
        raw[from + 1] = total(s1);
        raw[from + 2] = total(s2);
        raw[from + 3] = total(s3);
    }

    /// Where the value lies that belongs to the even half of pair i.
    private static int place(int i) {
        return i / HALF * 2 * HALF + i % HALF;
    }

    private static FloatVector add(
            FloatVector qe, FloatVector qo, IntVector pairs, FloatVector sum) {
        var even = pairs.lanewise(LSHL, 16).reinterpretAsFloats();
        var odd = pairs.and(UPPER_HALF).reinterpretAsFloats();
        return qo.fma(odd, qe.fma(even, sum));
    }
}
