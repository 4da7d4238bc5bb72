package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.PanamaLanes.LENGTH;
import static dev.lanes.kernels.internal.PanamaLanes.SPECIES;
import static dev.lanes.kernels.internal.PanamaLanes.load;
import static dev.lanes.kernels.internal.PanamaLanes.total;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Squared distances of float32 rows, negated. Written out like [PanamaDot], not shared with it: a
/// step passed as a lambda or chosen by a flag makes the JIT box the vectors.
final class PanamaSquaredL2 implements GroupByGroup.Operation<float[]> {
    private float[] query = {};

    @Override
    public void prepare(float[] query) {
        this.query = query;
    }

    @Override
    public int groupSize() {
        return 8;
    }

    @Override
    public float one(MemorySegment row, long at) {
        var values = query;
        var sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < values.length; i += LENGTH) {
            var q = FloatVector.fromArray(SPECIES, values, i);
            sum = add(q, load(row, at + 4L * i), sum);
        }
        return -total(sum);
    }

    @Override
    public void group(RowGroup rows, float[] raw, int from) {
        var s0 = FloatVector.zero(SPECIES);
        var s1 = s0;
        var s2 = s0;
        var s3 = s0;
        var s4 = s0;
        var s5 = s0;
        var s6 = s0;
        var s7 = s0;
        var values = query;
        for (int i = 0; i < values.length; i += LENGTH) {
            var q = FloatVector.fromArray(SPECIES, values, i);
            long at = 4L * i;
            s0 = add(q, load(rows.m0, rows.a0 + at), s0);
            s1 = add(q, load(rows.m1, rows.a1 + at), s1);
            s2 = add(q, load(rows.m2, rows.a2 + at), s2);
            s3 = add(q, load(rows.m3, rows.a3 + at), s3);
            s4 = add(q, load(rows.m4, rows.a4 + at), s4);
            s5 = add(q, load(rows.m5, rows.a5 + at), s5);
            s6 = add(q, load(rows.m6, rows.a6 + at), s6);
            s7 = add(q, load(rows.m7, rows.a7 + at), s7);
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

    private static FloatVector add(FloatVector q, FloatVector r, FloatVector sum) {
        var difference = q.sub(r);
        return difference.fma(difference, sum);
    }
}
