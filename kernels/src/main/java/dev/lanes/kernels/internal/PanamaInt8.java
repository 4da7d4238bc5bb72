package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.PanamaLanes.INTS;
import static dev.lanes.kernels.internal.PanamaLanes.SHORTS;
import static dev.lanes.kernels.internal.PanamaLanes.SHORT_LENGTH;
import static dev.lanes.kernels.internal.PanamaLanes.loadShorts;
import static dev.lanes.kernels.internal.PanamaLanes.widen;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/// Dot products of unsigned bytes with signed ones. There is no multiplication of bytes, but two of
/// them lie in a 16-bit lane: those at even places are its lower half, those at odd ones its upper
/// half. The query is split once. A product fits into 16 bits (255 · 127), a sum of two does not.
final class PanamaInt8 implements GroupByGroup.Operation<CodeQuery> {
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
    public int groupSize() {
        return 4;
    }

    @Override
    public float one(MemorySegment row, long at) {
        var sum = IntVector.zero(INTS);
        for (int i = 0; i < even.length; i += SHORT_LENGTH) {
            var qe = ShortVector.fromArray(SHORTS, even, i);
            var qo = ShortVector.fromArray(SHORTS, odd, i);
            sum = add(qe, qo, loadShorts(row, at + 2L * i), sum);
        }
        return query.value(sum.reduceLanes(ADD), row, at);
    }

    /// Written out: what is not the Vector API's own is not inlined any more in methods of this
    /// size, and vectors that cross a call are boxed.
    @Override
    public void group(RowGroup rows, float[] raw, int from) {
        var lower = ShortVector.broadcast(SHORTS, LOWER_HALF);
        var s0 = IntVector.zero(INTS);
        var s1 = s0;
        var s2 = s0;
        var s3 = s0;
        for (int i = 0; i < even.length; i += SHORT_LENGTH) {
            var qe = ShortVector.fromArray(SHORTS, even, i);
            var qo = ShortVector.fromArray(SHORTS, odd, i);
            long at = 2L * i;
            var c0 = ShortVector.fromMemorySegment(SHORTS, rows.m0, rows.a0 + at, LITTLE_ENDIAN);
            var e0 = c0.and(lower).mul(qe).reinterpretAsInts();
            var o0 = c0.lanewise(LSHR, 8).mul(qo).reinterpretAsInts();
            s0 = s0.add(e0.lanewise(LSHL, 16).lanewise(ASHR, 16)).add(e0.lanewise(ASHR, 16));
            s0 = s0.add(o0.lanewise(LSHL, 16).lanewise(ASHR, 16)).add(o0.lanewise(ASHR, 16));
            var c1 = ShortVector.fromMemorySegment(SHORTS, rows.m1, rows.a1 + at, LITTLE_ENDIAN);
            var e1 = c1.and(lower).mul(qe).reinterpretAsInts();
            var o1 = c1.lanewise(LSHR, 8).mul(qo).reinterpretAsInts();
            s1 = s1.add(e1.lanewise(LSHL, 16).lanewise(ASHR, 16)).add(e1.lanewise(ASHR, 16));
            s1 = s1.add(o1.lanewise(LSHL, 16).lanewise(ASHR, 16)).add(o1.lanewise(ASHR, 16));
            var c2 = ShortVector.fromMemorySegment(SHORTS, rows.m2, rows.a2 + at, LITTLE_ENDIAN);
            var e2 = c2.and(lower).mul(qe).reinterpretAsInts();
            var o2 = c2.lanewise(LSHR, 8).mul(qo).reinterpretAsInts();
            s2 = s2.add(e2.lanewise(LSHL, 16).lanewise(ASHR, 16)).add(e2.lanewise(ASHR, 16));
            s2 = s2.add(o2.lanewise(LSHL, 16).lanewise(ASHR, 16)).add(o2.lanewise(ASHR, 16));
            var c3 = ShortVector.fromMemorySegment(SHORTS, rows.m3, rows.a3 + at, LITTLE_ENDIAN);
            var e3 = c3.and(lower).mul(qe).reinterpretAsInts();
            var o3 = c3.lanewise(LSHR, 8).mul(qo).reinterpretAsInts();
            s3 = s3.add(e3.lanewise(LSHL, 16).lanewise(ASHR, 16)).add(e3.lanewise(ASHR, 16));
            s3 = s3.add(o3.lanewise(LSHL, 16).lanewise(ASHR, 16)).add(o3.lanewise(ASHR, 16));
        }
        raw[from] = query.value(s0.reduceLanes(ADD), rows.m0, rows.a0);
        raw[from + 1] = query.value(s1.reduceLanes(ADD), rows.m1, rows.a1);
        raw[from + 2] = query.value(s2.reduceLanes(ADD), rows.m2, rows.a2);
        raw[from + 3] = query.value(s3.reduceLanes(ADD), rows.m3, rows.a3);
    }

    private static IntVector add(ShortVector qe, ShortVector qo, ShortVector codes, IntVector sum) {
        var low = codes.and(LOWER_HALF).mul(qe);
        var high = codes.lanewise(LSHR, 8).mul(qo);
        return widen(high, widen(low, sum));
    }
}
