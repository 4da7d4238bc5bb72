package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.PanamaLanes.LENGTH;
import static dev.lanes.kernels.internal.PanamaLanes.SPECIES;
import static dev.lanes.kernels.internal.PanamaLanes.load;
import static dev.lanes.kernels.internal.PanamaLanes.total;

import dev.lanes.memory.Records;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Squared distances of float32 rows, negated. Written out like [PanamaDot], not shared with it: a
/// step passed as a lambda or chosen by a flag makes the JIT box the vectors.
final class PanamaSquaredL2 {
    private PanamaSquaredL2() {}

    static float one(float[] query, MemorySegment row, long at) {
        var sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < query.length; i += LENGTH) {
            var q = FloatVector.fromArray(SPECIES, query, i);
            sum = add(q, load(row, at + 4L * i), sum);
        }
        return -total(sum);
    }

    /// Eight rows at a time: a graph walk reads rows that no cache holds, and eight streams of
    /// misses hide more of the wait than prefetching does.
    static void eight(float[] query, Records rows, int[] ordinals, int from, float[] raw) {
        int o0 = ordinals[from];
        int o1 = ordinals[from + 1];
        int o2 = ordinals[from + 2];
        int o3 = ordinals[from + 3];
        int o4 = ordinals[from + 4];
        int o5 = ordinals[from + 5];
        int o6 = ordinals[from + 6];
        int o7 = ordinals[from + 7];
        var m0 = rows.segment(o0);
        var m1 = rows.segment(o1);
        var m2 = rows.segment(o2);
        var m3 = rows.segment(o3);
        var m4 = rows.segment(o4);
        var m5 = rows.segment(o5);
        var m6 = rows.segment(o6);
        var m7 = rows.segment(o7);
        long a0 = rows.offset(o0);
        long a1 = rows.offset(o1);
        long a2 = rows.offset(o2);
        long a3 = rows.offset(o3);
        long a4 = rows.offset(o4);
        long a5 = rows.offset(o5);
        long a6 = rows.offset(o6);
        long a7 = rows.offset(o7);
        var s0 = FloatVector.zero(SPECIES);
        var s1 = s0;
        var s2 = s0;
        var s3 = s0;
        var s4 = s0;
        var s5 = s0;
        var s6 = s0;
        var s7 = s0;
        for (int i = 0; i < query.length; i += LENGTH) {
            var q = FloatVector.fromArray(SPECIES, query, i);
            long at = 4L * i;
            s0 = add(q, load(m0, a0 + at), s0);
            s1 = add(q, load(m1, a1 + at), s1);
            s2 = add(q, load(m2, a2 + at), s2);
            s3 = add(q, load(m3, a3 + at), s3);
            s4 = add(q, load(m4, a4 + at), s4);
            s5 = add(q, load(m5, a5 + at), s5);
            s6 = add(q, load(m6, a6 + at), s6);
            s7 = add(q, load(m7, a7 + at), s7);
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
