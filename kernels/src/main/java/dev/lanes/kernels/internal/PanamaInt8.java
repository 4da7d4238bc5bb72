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

/// Dot products of unsigned bytes with signed ones. There is no multiplication of bytes, but two of
/// them lie in a 16-bit lane: those at even places are its lower half, those at odd ones its upper
/// half. The query is split once. A product fits into 16 bits (255 · 127), a sum of two does not.
final class PanamaInt8 implements EightByEight.Operation<CodeQuery> {
    private static final short LOWER_HALF = 0xff;

    private final short[] even;
    private final short[] odd;
    private CodeQuery query;

    PanamaInt8(int bytes) {
        this.even = new short[bytes / 2];
        this.odd = new short[bytes / 2];
        this.query = new CodeQuery(bytes, 0);
    }

    @Override
    public void prepare(CodeQuery query) {
        this.query = query;
        for (int i = 0; i < even.length; i++) {
            even[i] = query.codes[2 * i];
            odd[i] = query.codes[2 * i + 1];
        }
    }

    @Override
    public float one(MemorySegment row, long at) {
        var sum = IntVector.zero(INTS);
        for (int i = 0; i < even.length; i += SHORT_LENGTH) {
            var qe = ShortVector.fromArray(SHORTS, even, i);
            var qo = ShortVector.fromArray(SHORTS, odd, i);
            sum = add(qe, qo, loadShorts(row, at + 2L * i), sum);
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
        for (int i = 0; i < even.length; i += SHORT_LENGTH) {
            var qe = ShortVector.fromArray(SHORTS, even, i);
            var qo = ShortVector.fromArray(SHORTS, odd, i);
            long at = 2L * i;
            s0 = add(qe, qo, loadShorts(rows.m0, rows.a0 + at), s0);
            s1 = add(qe, qo, loadShorts(rows.m1, rows.a1 + at), s1);
            s2 = add(qe, qo, loadShorts(rows.m2, rows.a2 + at), s2);
            s3 = add(qe, qo, loadShorts(rows.m3, rows.a3 + at), s3);
            s4 = add(qe, qo, loadShorts(rows.m4, rows.a4 + at), s4);
            s5 = add(qe, qo, loadShorts(rows.m5, rows.a5 + at), s5);
            s6 = add(qe, qo, loadShorts(rows.m6, rows.a6 + at), s6);
            s7 = add(qe, qo, loadShorts(rows.m7, rows.a7 + at), s7);
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

    private static IntVector add(ShortVector qe, ShortVector qo, ShortVector codes, IntVector sum) {
        var low = codes.and(LOWER_HALF).mul(qe);
        var high = codes.lanewise(VectorOperators.LSHR, 8).mul(qo);
        return widen(high, widen(low, sum));
    }
}
