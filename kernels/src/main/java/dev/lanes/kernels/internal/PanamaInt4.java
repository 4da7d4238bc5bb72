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

/// Dot products of 4-bit codes with signed bytes. Four codes lie in a 16-bit lane, and four
/// products of at most 15 · 127 fit into one. The query is split once, into the codes for each
/// quarter of the lanes.
final class PanamaInt4 implements GroupByGroup.Operation<CodeQuery> {
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
    public int groupSize() {
        return 4;
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
        return query.value(sum.reduceLanes(ADD), row, at);
    }

    /// Written out: what is not the Vector API's own is not inlined any more in methods of this
    /// size, and vectors that cross a call are boxed.
    @Override
    public void group(RowGroup rows, float[] raw, int from) {
        var quarter = ShortVector.broadcast(SHORTS, QUARTER);
        var s0 = IntVector.zero(INTS);
        var s1 = s0;
        var s2 = s0;
        var s3 = s0;
        for (int i = 0; i < first.length; i += SHORT_LENGTH) {
            var q1 = ShortVector.fromArray(SHORTS, first, i);
            var q2 = ShortVector.fromArray(SHORTS, second, i);
            var q3 = ShortVector.fromArray(SHORTS, third, i);
            var q4 = ShortVector.fromArray(SHORTS, fourth, i);
            long at = 2L * i;
            var c0 = ShortVector.fromMemorySegment(SHORTS, rows.m0, rows.a0 + at, LITTLE_ENDIAN);
            var p0 = c0.and(quarter).mul(q1).add(c0.lanewise(LSHR, 12).mul(q4));
            p0 = p0.add(c0.lanewise(LSHR, 4).and(quarter).mul(q2));
            var w0 = p0.add(c0.lanewise(LSHR, 8).and(quarter).mul(q3)).reinterpretAsInts();
            s0 = s0.add(w0.lanewise(LSHL, 16).lanewise(ASHR, 16)).add(w0.lanewise(ASHR, 16));
            var c1 = ShortVector.fromMemorySegment(SHORTS, rows.m1, rows.a1 + at, LITTLE_ENDIAN);
            var p1 = c1.and(quarter).mul(q1).add(c1.lanewise(LSHR, 12).mul(q4));
            p1 = p1.add(c1.lanewise(LSHR, 4).and(quarter).mul(q2));
            var w1 = p1.add(c1.lanewise(LSHR, 8).and(quarter).mul(q3)).reinterpretAsInts();
            s1 = s1.add(w1.lanewise(LSHL, 16).lanewise(ASHR, 16)).add(w1.lanewise(ASHR, 16));
            var c2 = ShortVector.fromMemorySegment(SHORTS, rows.m2, rows.a2 + at, LITTLE_ENDIAN);
            var p2 = c2.and(quarter).mul(q1).add(c2.lanewise(LSHR, 12).mul(q4));
            p2 = p2.add(c2.lanewise(LSHR, 4).and(quarter).mul(q2));
            var w2 = p2.add(c2.lanewise(LSHR, 8).and(quarter).mul(q3)).reinterpretAsInts();
            s2 = s2.add(w2.lanewise(LSHL, 16).lanewise(ASHR, 16)).add(w2.lanewise(ASHR, 16));
            var c3 = ShortVector.fromMemorySegment(SHORTS, rows.m3, rows.a3 + at, LITTLE_ENDIAN);
            var p3 = c3.and(quarter).mul(q1).add(c3.lanewise(LSHR, 12).mul(q4));
            p3 = p3.add(c3.lanewise(LSHR, 4).and(quarter).mul(q2));
            var w3 = p3.add(c3.lanewise(LSHR, 8).and(quarter).mul(q3)).reinterpretAsInts();
            s3 = s3.add(w3.lanewise(LSHL, 16).lanewise(ASHR, 16)).add(w3.lanewise(ASHR, 16));
        }
        raw[from] = query.value(s0.reduceLanes(ADD), rows.m0, rows.a0);
        raw[from + 1] = query.value(s1.reduceLanes(ADD), rows.m1, rows.a1);
        raw[from + 2] = query.value(s2.reduceLanes(ADD), rows.m2, rows.a2);
        raw[from + 3] = query.value(s3.reduceLanes(ADD), rows.m3, rows.a3);
    }

    private static ShortVector products(
            ShortVector q1, ShortVector q2, ShortVector q3, ShortVector q4, ShortVector codes) {
        var p1 = codes.and(QUARTER).mul(q1);
        var p2 = codes.lanewise(LSHR, 4).and(QUARTER).mul(q2);
        var p3 = codes.lanewise(LSHR, 8).and(QUARTER).mul(q3);
        var p4 = codes.lanewise(LSHR, 12).mul(q4);
        return p1.add(p2).add(p3.add(p4));
    }
}
