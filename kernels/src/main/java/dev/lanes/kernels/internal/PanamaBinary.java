package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.PanamaLanes.LONGS;
import static dev.lanes.kernels.internal.PanamaLanes.LONG_LENGTH;
import static dev.lanes.kernels.internal.PanamaLanes.loadLongs;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;

/// Dot products of bits with 4-bit codes: bits in common with each plane of the query, weighed by
/// the powers of two.
final class PanamaBinary implements GroupByGroup.Operation<CodeQuery> {
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
            planes[i] = query.word(i * Long.BYTES);
        }
    }

    @Override
    public int groupSize() {
        return 4;
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
        return query.bitValue((int) sum.reduceLanes(ADD), row, at);
    }

    /// Written out: what is not the Vector API's own is not inlined any more in methods of this
    /// size, and vectors that cross a call are boxed.
    @Override
    public void group(RowGroup rows, float[] raw, int from) {
        var s0 = LongVector.zero(LONGS);
        var s1 = s0;
        var s2 = s0;
        var s3 = s0;
        for (int i = 0; i < words; i += LONG_LENGTH) {
            int plane = i / BLOCK * 4 * BLOCK + i % BLOCK;
            var p0 = LongVector.fromArray(LONGS, planes, plane);
            var p1 = LongVector.fromArray(LONGS, planes, plane + BLOCK);
            var p2 = LongVector.fromArray(LONGS, planes, plane + 2 * BLOCK);
            var p3 = LongVector.fromArray(LONGS, planes, plane + 3 * BLOCK);
            long at = 8L * i;
            var b0 = LongVector.fromMemorySegment(LONGS, rows.m0, rows.a0 + at, LITTLE_ENDIAN);
            var c0 = b0.and(p3).lanewise(BIT_COUNT);
            c0 = b0.and(p2).lanewise(BIT_COUNT).add(c0).add(c0);
            c0 = b0.and(p1).lanewise(BIT_COUNT).add(c0).add(c0);
            s0 = s0.add(b0.and(p0).lanewise(BIT_COUNT).add(c0).add(c0));
            var b1 = LongVector.fromMemorySegment(LONGS, rows.m1, rows.a1 + at, LITTLE_ENDIAN);
            var c1 = b1.and(p3).lanewise(BIT_COUNT);
            c1 = b1.and(p2).lanewise(BIT_COUNT).add(c1).add(c1);
            c1 = b1.and(p1).lanewise(BIT_COUNT).add(c1).add(c1);
            s1 = s1.add(b1.and(p0).lanewise(BIT_COUNT).add(c1).add(c1));
            var b2 = LongVector.fromMemorySegment(LONGS, rows.m2, rows.a2 + at, LITTLE_ENDIAN);
            var c2 = b2.and(p3).lanewise(BIT_COUNT);
            c2 = b2.and(p2).lanewise(BIT_COUNT).add(c2).add(c2);
            c2 = b2.and(p1).lanewise(BIT_COUNT).add(c2).add(c2);
            s2 = s2.add(b2.and(p0).lanewise(BIT_COUNT).add(c2).add(c2));
            var b3 = LongVector.fromMemorySegment(LONGS, rows.m3, rows.a3 + at, LITTLE_ENDIAN);
            var c3 = b3.and(p3).lanewise(BIT_COUNT);
            c3 = b3.and(p2).lanewise(BIT_COUNT).add(c3).add(c3);
            c3 = b3.and(p1).lanewise(BIT_COUNT).add(c3).add(c3);
            s3 = s3.add(b3.and(p0).lanewise(BIT_COUNT).add(c3).add(c3));
        }
        raw[from] = query.bitValue((int) s0.reduceLanes(ADD), rows.m0, rows.a0);
        raw[from + 1] = query.bitValue((int) s1.reduceLanes(ADD), rows.m1, rows.a1);
        raw[from + 2] = query.bitValue((int) s2.reduceLanes(ADD), rows.m2, rows.a2);
        raw[from + 3] = query.bitValue((int) s3.reduceLanes(ADD), rows.m3, rows.a3);
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
        return bits.lanewise(BIT_COUNT);
    }
}
