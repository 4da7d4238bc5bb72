package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.PairOrder.HALF;
import static dev.lanes.kernels.internal.PanamaLanes.LENGTH;
import static dev.lanes.kernels.internal.PanamaLanes.SPECIES;
import static dev.lanes.kernels.internal.PanamaLanes.loadInts;
import static dev.lanes.kernels.internal.PanamaLanes.total;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Squared distances of bfloat16 rows, negated.
final class PanamaSquaredL2OfBFloat16 implements EightByEight.Operation<float[]> {
    private static final int UPPER_HALF = 0xffff0000;

    /// In [PairOrder].
    private final float[] query;

    PanamaSquaredL2OfBFloat16(int values) {
        this.query = new float[values];
    }

    @Override
    public void prepare(float[] query) {
        PairOrder.arrange(query, this.query);
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
        return -total(sum);
    }

    @Override
    public void eight(EightRows rows, float[] raw, int from) {
        var s0 = FloatVector.zero(SPECIES);
        var s1 = s0;
        var s2 = s0;
        var s3 = s0;
        var s4 = s0;
        var s5 = s0;
        var s6 = s0;
        var s7 = s0;
        var values = query;
        for (int i = 0; i < values.length / 2; i += LENGTH) {
            int even = place(i);
            var qe = FloatVector.fromArray(SPECIES, values, even);
            var qo = FloatVector.fromArray(SPECIES, values, even + HALF);
            long at = 4L * i;
            s0 = add(qe, qo, loadInts(rows.m0, rows.a0 + at), s0);
            s1 = add(qe, qo, loadInts(rows.m1, rows.a1 + at), s1);
            s2 = add(qe, qo, loadInts(rows.m2, rows.a2 + at), s2);
            s3 = add(qe, qo, loadInts(rows.m3, rows.a3 + at), s3);
            s4 = add(qe, qo, loadInts(rows.m4, rows.a4 + at), s4);
            s5 = add(qe, qo, loadInts(rows.m5, rows.a5 + at), s5);
            s6 = add(qe, qo, loadInts(rows.m6, rows.a6 + at), s6);
            s7 = add(qe, qo, loadInts(rows.m7, rows.a7 + at), s7);
        }
        raw[from] = -total(s0);
        raw[from + 1] = -total(s1);
        raw[from + 2] = -total(s2);
        raw[from + 3] = -total(s3);
        raw[from + 4] = -total(s4);
        raw[from + 5] = -total(s5);
        raw[from + 6] = -total(s6);
        raw[from + 7] = -total(s7);
    }

    /// Where the value lies that belongs to the even half of pair i.
    private static int place(int i) {
        return i / HALF * 2 * HALF + i % HALF;
    }

    private static FloatVector add(
            FloatVector qe, FloatVector qo, IntVector pairs, FloatVector sum) {
        var even = pairs.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
        var odd = pairs.and(UPPER_HALF).reinterpretAsFloats();
        var evens = qe.sub(even);
        var odds = qo.sub(odd);
        return odds.fma(odds, evens.fma(evens, sum));
    }
}
