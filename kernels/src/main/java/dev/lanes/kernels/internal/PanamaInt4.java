package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.PanamaLanes.INTS;
import static dev.lanes.kernels.internal.PanamaLanes.SHORTS;
import static dev.lanes.kernels.internal.PanamaLanes.SHORT_LENGTH;
import static dev.lanes.kernels.internal.PanamaLanes.loadShorts;
import static dev.lanes.kernels.internal.PanamaLanes.widen;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/// Dot products of 4-bit codes with signed bytes. Four codes lie in a 16-bit lane, and four
/// products of at most 15 · 127 fit into one. The query is split once, into the codes for each
/// quarter of the lanes.
final class PanamaInt4 implements EightByEight.Operation<CodeQuery> {
    private static final short QUARTER = 0x0f;
    private static final int BLOCK = 64;
    private static final int BLOCK_LANES = BLOCK / 2;

    private final short[] first;
    private final short[] second;
    private final short[] third;
    private final short[] fourth;
    private CodeQuery query;

    PanamaInt4(int bytes) {
        this.first = new short[bytes / 2];
        this.second = new short[bytes / 2];
        this.third = new short[bytes / 2];
        this.fourth = new short[bytes / 2];
        this.query = new CodeQuery(2 * bytes, 0);
    }

    @Override
    public void prepare(CodeQuery query) {
        this.query = query;
        for (int i = 0; i < first.length; i++) {
            int low = i / BLOCK_LANES * 2 * BLOCK + i % BLOCK_LANES * 2;
            first[i] = query.codes[low];
            second[i] = query.codes[low + BLOCK];
            third[i] = query.codes[low + 1];
            fourth[i] = query.codes[low + 1 + BLOCK];
        }
    }

    @Override
    public float one(MemorySegment row, long at) {
        var sum = IntVector.zero(INTS);
        for (int i = 0; i < first.length; i += SHORT_LENGTH) {
            var q1 = ShortVector.fromArray(SHORTS, first, i);
            var q2 = ShortVector.fromArray(SHORTS, second, i);
            var q3 = ShortVector.fromArray(SHORTS, third, i);
            var q4 = ShortVector.fromArray(SHORTS, fourth, i);
            sum = widen(products(q1, q2, q3, q4, loadShorts(row, at + 2L * i)), sum);
        }
        return query.value(sum.reduceLanes(VectorOperators.ADD), row, at);
    }

    @Override
    public void eight(EightRows rows, float[] raw, int from) {
        var s0 = IntVector.zero(INTS);
        var s1 = s0;
        var s2 = s0;
        var s3 = s0;
        var s4 = s0;
        var s5 = s0;
        var s6 = s0;
        var s7 = s0;
        for (int i = 0; i < first.length; i += SHORT_LENGTH) {
            var q1 = ShortVector.fromArray(SHORTS, first, i);
            var q2 = ShortVector.fromArray(SHORTS, second, i);
            var q3 = ShortVector.fromArray(SHORTS, third, i);
            var q4 = ShortVector.fromArray(SHORTS, fourth, i);
            long at = 2L * i;
            s0 = widen(products(q1, q2, q3, q4, loadShorts(rows.m0, rows.a0 + at)), s0);
            s1 = widen(products(q1, q2, q3, q4, loadShorts(rows.m1, rows.a1 + at)), s1);
            s2 = widen(products(q1, q2, q3, q4, loadShorts(rows.m2, rows.a2 + at)), s2);
            s3 = widen(products(q1, q2, q3, q4, loadShorts(rows.m3, rows.a3 + at)), s3);
            s4 = widen(products(q1, q2, q3, q4, loadShorts(rows.m4, rows.a4 + at)), s4);
            s5 = widen(products(q1, q2, q3, q4, loadShorts(rows.m5, rows.a5 + at)), s5);
            s6 = widen(products(q1, q2, q3, q4, loadShorts(rows.m6, rows.a6 + at)), s6);
            s7 = widen(products(q1, q2, q3, q4, loadShorts(rows.m7, rows.a7 + at)), s7);
        }
        raw[from] = query.value(s0.reduceLanes(VectorOperators.ADD), rows.m0, rows.a0);
        raw[from + 1] = query.value(s1.reduceLanes(VectorOperators.ADD), rows.m1, rows.a1);
        raw[from + 2] = query.value(s2.reduceLanes(VectorOperators.ADD), rows.m2, rows.a2);
        raw[from + 3] = query.value(s3.reduceLanes(VectorOperators.ADD), rows.m3, rows.a3);
        raw[from + 4] = query.value(s4.reduceLanes(VectorOperators.ADD), rows.m4, rows.a4);
        raw[from + 5] = query.value(s5.reduceLanes(VectorOperators.ADD), rows.m5, rows.a5);
        raw[from + 6] = query.value(s6.reduceLanes(VectorOperators.ADD), rows.m6, rows.a6);
        raw[from + 7] = query.value(s7.reduceLanes(VectorOperators.ADD), rows.m7, rows.a7);
    }

    private static ShortVector products(
            ShortVector q1, ShortVector q2, ShortVector q3, ShortVector q4, ShortVector codes) {
        var p1 = codes.and(QUARTER).mul(q1);
        var p2 = codes.lanewise(VectorOperators.LSHR, 4).and(QUARTER).mul(q2);
        var p3 = codes.lanewise(VectorOperators.LSHR, 8).and(QUARTER).mul(q3);
        var p4 = codes.lanewise(VectorOperators.LSHR, 12).mul(q4);
        return p1.add(p2).add(p3.add(p4));
    }
}
