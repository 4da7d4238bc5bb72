package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.PanamaLanes.LONGS;
import static dev.lanes.kernels.internal.PanamaLanes.LONG_LENGTH;
import static dev.lanes.kernels.internal.PanamaLanes.loadLongs;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/// Dot products of bits with 4-bit codes: bits in common with each plane of the query, weighed by
/// the powers of two.
final class PanamaBinary implements EightByEight.Operation<CodeQuery> {
    /// Words of a block of a row: 64 bytes.
    private static final int BLOCK = 8;

    private final long[] planes;
    private final int words;
    private CodeQuery query;

    PanamaBinary(int bytes) {
        this.planes = new long[4 * bytes / Long.BYTES];
        this.words = bytes / Long.BYTES;
        this.query = new CodeQuery(4 * bytes, 0);
    }

    @Override
    public void prepare(CodeQuery query) {
        this.query = query;
        for (int i = 0; i < planes.length; i++) {
            planes[i] = ScalarCodes.word(query.codes, i * Long.BYTES);
        }
    }

    @Override
    public float one(MemorySegment row, long at) {
        var sum = LongVector.zero(LONGS);
        for (int i = 0; i < words; i += LONG_LENGTH) {
            int plane = i / BLOCK * 4 * BLOCK + i % BLOCK;
            var p0 = LongVector.fromArray(LONGS, planes, plane);
            var p1 = LongVector.fromArray(LONGS, planes, plane + BLOCK);
            var p2 = LongVector.fromArray(LONGS, planes, plane + 2 * BLOCK);
            var p3 = LongVector.fromArray(LONGS, planes, plane + 3 * BLOCK);
            sum = sum.add(common(p0, p1, p2, p3, loadLongs(row, at + 8L * i)));
        }
        return query.bitValue((int) sum.reduceLanes(VectorOperators.ADD), row, at);
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
        for (int i = 0; i < words; i += LONG_LENGTH) {
            int plane = i / BLOCK * 4 * BLOCK + i % BLOCK;
            var p0 = LongVector.fromArray(LONGS, planes, plane);
            var p1 = LongVector.fromArray(LONGS, planes, plane + BLOCK);
            var p2 = LongVector.fromArray(LONGS, planes, plane + 2 * BLOCK);
            var p3 = LongVector.fromArray(LONGS, planes, plane + 3 * BLOCK);
            long at = 8L * i;
            s0 = s0.add(common(p0, p1, p2, p3, loadLongs(rows.m0, rows.a0 + at)));
            s1 = s1.add(common(p0, p1, p2, p3, loadLongs(rows.m1, rows.a1 + at)));
            s2 = s2.add(common(p0, p1, p2, p3, loadLongs(rows.m2, rows.a2 + at)));
            s3 = s3.add(common(p0, p1, p2, p3, loadLongs(rows.m3, rows.a3 + at)));
            s4 = s4.add(common(p0, p1, p2, p3, loadLongs(rows.m4, rows.a4 + at)));
            s5 = s5.add(common(p0, p1, p2, p3, loadLongs(rows.m5, rows.a5 + at)));
            s6 = s6.add(common(p0, p1, p2, p3, loadLongs(rows.m6, rows.a6 + at)));
            s7 = s7.add(common(p0, p1, p2, p3, loadLongs(rows.m7, rows.a7 + at)));
        }
        raw[from] = query.bitValue((int) s0.reduceLanes(VectorOperators.ADD), rows.m0, rows.a0);
        raw[from + 1] = query.bitValue((int) s1.reduceLanes(VectorOperators.ADD), rows.m1, rows.a1);
        raw[from + 2] = query.bitValue((int) s2.reduceLanes(VectorOperators.ADD), rows.m2, rows.a2);
        raw[from + 3] = query.bitValue((int) s3.reduceLanes(VectorOperators.ADD), rows.m3, rows.a3);
        raw[from + 4] = query.bitValue((int) s4.reduceLanes(VectorOperators.ADD), rows.m4, rows.a4);
        raw[from + 5] = query.bitValue((int) s5.reduceLanes(VectorOperators.ADD), rows.m5, rows.a5);
        raw[from + 6] = query.bitValue((int) s6.reduceLanes(VectorOperators.ADD), rows.m6, rows.a6);
        raw[from + 7] = query.bitValue((int) s7.reduceLanes(VectorOperators.ADD), rows.m7, rows.a7);
    }

    /// By Horner: 8 · c3 + 4 · c2 + 2 · c1 + c0.
    private static LongVector common(
            LongVector p0, LongVector p1, LongVector p2, LongVector p3, LongVector bits) {
        var c3 = count(bits.and(p3));
        var c2 = count(bits.and(p2)).add(c3).add(c3);
        var c1 = count(bits.and(p1)).add(c2).add(c2);
        return count(bits.and(p0)).add(c1).add(c1);
    }

    private static LongVector count(LongVector bits) {
        return bits.lanewise(VectorOperators.BIT_COUNT);
    }
}
