package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.PanamaLanes.LONGS;
import static dev.lanes.kernels.internal.PanamaLanes.LONG_LENGTH;
import static dev.lanes.kernels.internal.PanamaLanes.loadLongs;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/// Hamming distances of bits, negated.
final class PanamaHamming implements EightByEight.Operation<long[]> {
    private long[] query = {};

    @Override
    public void prepare(long[] query) {
        this.query = query;
    }

    @Override
    public float one(MemorySegment row, long at) {
        var words = query;
        var sum = LongVector.zero(LONGS);
        for (int i = 0; i < words.length; i += LONG_LENGTH) {
            var q = LongVector.fromArray(LONGS, words, i);
            sum = add(q, loadLongs(row, at + 8L * i), sum);
        }
        return -sum.reduceLanes(VectorOperators.ADD);
    }

    @Override
    public void eight(EightRows rows, float[] raw, int from) {
        var s0 = LongVector.zero(LONGS);
        var s1 = s0;
        var s2 = s0;
        var s3 = s0;
        var s4 = s0;
        var s5 = s0;
        var s6 = s0;
        var s7 = s0;
        var words = query;
        for (int i = 0; i < words.length; i += LONG_LENGTH) {
            var q = LongVector.fromArray(LONGS, words, i);
            long at = 8L * i;
            s0 = add(q, loadLongs(rows.m0, rows.a0 + at), s0);
            s1 = add(q, loadLongs(rows.m1, rows.a1 + at), s1);
            s2 = add(q, loadLongs(rows.m2, rows.a2 + at), s2);
            s3 = add(q, loadLongs(rows.m3, rows.a3 + at), s3);
            s4 = add(q, loadLongs(rows.m4, rows.a4 + at), s4);
            s5 = add(q, loadLongs(rows.m5, rows.a5 + at), s5);
            s6 = add(q, loadLongs(rows.m6, rows.a6 + at), s6);
            s7 = add(q, loadLongs(rows.m7, rows.a7 + at), s7);
        }
        raw[from] = -s0.reduceLanes(VectorOperators.ADD);
        raw[from + 1] = -s1.reduceLanes(VectorOperators.ADD);
        raw[from + 2] = -s2.reduceLanes(VectorOperators.ADD);
        raw[from + 3] = -s3.reduceLanes(VectorOperators.ADD);
        raw[from + 4] = -s4.reduceLanes(VectorOperators.ADD);
        raw[from + 5] = -s5.reduceLanes(VectorOperators.ADD);
        raw[from + 6] = -s6.reduceLanes(VectorOperators.ADD);
        raw[from + 7] = -s7.reduceLanes(VectorOperators.ADD);
    }

    private static LongVector add(LongVector q, LongVector bits, LongVector sum) {
        return sum.add(bits.lanewise(VectorOperators.XOR, q).lanewise(VectorOperators.BIT_COUNT));
    }
}
